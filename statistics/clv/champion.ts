/** How a contender did on the holdout of a month. */
export type Judged = { contender: string; is_used: boolean; bias: number | null; poisson_deviance: number | null }

/** A total further off than this disqualifies. */
export const most_bias = 0.2

const margin = 0.02

/** The contender with the least deviance among those that predicted the total within 20 %; null if there is none. */
export function winner(scores: readonly Judged[]): string | null {
  return fairest(scores)?.contender ?? null
}

/**
 * The champion of a month: the one of the month before, unless it is not among the fair ones any more, or the same challenger had a deviance
 * less by 2 % in this month and in the one before.
 */
export function nextChampion(
  scores: readonly Judged[],
  before: { champion: string | null; scores: readonly Judged[] } | null,
): string | null {
  const best = winner(scores)
  if (best === null || before === null || before.champion === null) return best
  const isFair = fair(scores).some(({ contender }) => contender === before.champion)
  if (!isFair) return best
  const challenger = challengerOf(scores, before.champion)
  return challenger !== null && challenger === challengerOf(before.scores, before.champion) ? challenger : before.champion
}

/** Who won with a deviance less by 2 % than that of the champion. */
function challengerOf(scores: readonly Judged[], champion: string): string | null {
  const best = fairest(scores)
  const reigning = fair(scores).find(({ contender }) => contender === champion)
  if (best === null || reigning === undefined || best.contender === champion) return null
  return best.poisson_deviance! < (1 - margin) * reigning.poisson_deviance! ? best.contender : null
}

const fair = (scores: readonly Judged[]) =>
  scores.filter(
    ({ is_used, bias, poisson_deviance }) => is_used && poisson_deviance !== null && bias !== null && Math.abs(bias) <= most_bias,
  )

function fairest(scores: readonly Judged[]): Judged | null {
  const among = fair(scores)
  return among.length === 0 ? null : among.reduce((best, score) => (score.poisson_deviance! < best.poisson_deviance! ? score : best))
}
