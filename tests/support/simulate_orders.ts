/** Numbers in 0 … 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A number ~ Gamma(shape, rate) (Marsaglia and Tsang 2000). */
export function gamma(random: () => number, shape: number, rate: number): number {
  if (shape < 1) return gamma(random, shape + 1, rate) * random() ** (1 / shape)
  const [d, c] = [shape - 1 / 3, 1 / Math.sqrt(9 * (shape - 1 / 3))]
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const cube = (1 + c * normal) ** 3
    if (cube > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube)) return (d * cube) / rate
  }
}

/** A way to order: times between orders are Erlang-k at the rate, and the customer leaves at `leaves_at` or after an order with `leaves`. */
export type Customer = { rate: number; k: number; leaves_at: number; leaves: number; may_leave_first: boolean }

/** The times of the orders of a customer after the first one at 0, up to `until`. */
export function orderTimes(random: () => number, { rate, k, leaves_at, leaves, may_leave_first }: Customer, until: number): number[] {
  const times: number[] = []
  if (may_leave_first && random() < leaves) return times
  for (let time = 0; ;) {
    for (let event = 0; event < k; event++) time -= Math.log(1 - random()) / rate
    if (time > Math.min(until, leaves_at)) return times
    times.push(time)
    if (random() < leaves) return times
  }
}

/** Customers of a model with these parameters. */
export function customers(random: () => number, model: string, p: Record<string, number>): Customer {
  const customer = { rate: gamma(random, p['r']!, p['alpha']!), k: p['k'] ?? 1, leaves_at: Infinity, leaves: 0, may_leave_first: false }
  if (model === 'nbd') return customer
  if (model === 'pareto_nbd') return { ...customer, leaves_at: -Math.log(1 - random()) / gamma(random, p['s']!, p['beta']!) }
  const [one, other] = [gamma(random, p['a']!, 1), gamma(random, p['b']!, 1)]
  return { ...customer, leaves: one / (one + other), may_leave_first: model !== 'bg_nbd' }
}
