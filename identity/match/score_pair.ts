import type { Comparisons } from './comparisons.ts'
import type { Model } from './fit_model.ts'
import type { Frequencies } from './term_frequency.ts'

/** What is needed to score a pair of records. */
export type Matcher = { comparisons: Comparisons; model: Model; frequencies: Frequencies }

/** One step of a waterfall chart: what a comparison adds to the log odds, and how much of it is due to the value's frequency. */
export type Step = {
  comparison: string
  level: string
  weight: number
  frequency_weight: number
  left: string | null
  right: string | null
}

/** Explains the score of two records: the prior log odds, what each comparison adds, and the resulting probability. */
export function explainPair(matcher: Matcher, left: number, right: number): { prior: number; steps: Step[]; probability: number } {
  const { comparisons, model } = matcher
  const levels = new Int8Array(comparisons.list.length)
  comparisons.compare(left, right, levels)
  const prior = Math.log(model.prior / (1 - model.prior))
  const steps = comparisons.list.flatMap(({ name, field }, place): Step[] => {
    const level = levels[place]!
    if (level === -1) return []
    const { weights, parent, levels: labels } = model.comparisons[place]!
    const rarity = frequencyWeight(matcher, levels, 0, place, left)
    const text = (record: number) => field?.values[field.codes[record]!]?.text ?? null
    const weight = weights[parent === -1 ? 0 : levels[parent]! + 1]![level]! + rarity
    return [{ comparison: name, level: labels[level]!, weight, frequency_weight: rarity, left: text(left), right: text(right) }]
  })
  const logOdds = steps.reduce((sum, { weight }) => sum + weight, prior)
  return { prior, steps, probability: 1 / (1 + Math.exp(-logOdds)) }
}

/**
 * The correction for the frequency of the value on which two records agree: positive for rare values, negative for common ones. It applies
 * only to agreements by chance: members of a household share their surname, rare or not.
 */
export function frequencyWeight(
  { comparisons, model, frequencies }: Matcher,
  levels: Int8Array,
  offset: number,
  place: number,
  left: number,
): number {
  const rarity = frequencies[place]
  const field = comparisons.list[place]!.field
  if (levels[offset + place] !== 0 || !rarity || !field) return 0
  const { parent, others, u } = model.comparisons[place]!
  const share = others[parent === -1 ? 0 : levels[offset + parent]! + 1]![0]!
  const chance = Math.min(share, u[0]!)
  return Math.log(share / (share - chance + chance * rarity[field.codes[left]!]!))
}
