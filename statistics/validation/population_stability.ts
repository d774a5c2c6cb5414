const parts = 10

/**
 * The population stability index of a figure between two dates: Σ (new share − old share) × ln(new share / old share) over the tenths of the
 * old values (Siddiqi 2006, Credit Risk Scorecards: below 0.1 no shift, above 0.25 a large one). NaN is a part of its own: not observed.
 * A part without rows counts as half a row. Null where one of the dates has no rows.
 */
export function populationStability(before: ArrayLike<number>, now: ArrayLike<number>): number | null {
  if (before.length === 0 || now.length === 0) return null
  const known = Array.from(before)
    .filter((value) => !Number.isNaN(value))
    .sort((one, other) => one - other)
  const bounds = new Set(Array.from({ length: parts - 1 }, (_, place) => known[Math.ceil(((place + 1) * known.length) / parts) - 1]!))
  const upper = [...bounds].filter((bound) => bound !== undefined)
  const [old_shares, new_shares] = [shares(before, upper), shares(now, upper)]
  return old_shares.reduce((sum, share, place) => sum + (new_shares[place]! - share) * Math.log(new_shares[place]! / share), 0)
}

/** The share of values up to each bound, above all of them, and not observed. */
function shares(values: ArrayLike<number>, bounds: number[]): number[] {
  const counts = new Array<number>(bounds.length + 2).fill(0)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const place = Number.isNaN(value) ? bounds.length + 1 : bounds.findIndex((bound) => value <= bound)
    counts[place === -1 ? bounds.length : place]!++
  }
  return counts.map((count) => Math.max(count, 0.5) / values.length)
}
