/**
 * Histories of customers, those with the same history as one row with a weight. `x` is the number of repeat orders (days with an order
 * after the first), `t_x` the time from the first to the last order, `t_cal` the time from the first order to the end; all times in one unit.
 */
export type Histories = {
  size: number
  x: Float64Array
  t_x: Float64Array
  t_cal: Float64Array
  weight: Float64Array
  /** The distinct values of `x`, and for each row the place of its own: what depends on `x` alone is computed once for each. */
  distinct_x: Float64Array
  x_place: Int32Array
  /** Sum of ln(time between two orders) over all customers; only the regularity k needs it. */
  log_gap_sum: number
}

/** The history of one customer. */
export type History = { x: number; t_x: number; t_cal: number }

type Columns = { x: ArrayLike<number>; t_x: ArrayLike<number>; t_cal: ArrayLike<number>; weight?: ArrayLike<number>; log_gap_sum?: number }

/** Groups equal histories. Each group has the place of its first row in `first`, and each row the place of its group in `group`. */
export function groupHistories({ x, t_x, t_cal, weight, log_gap_sum = 0 }: Columns): { histories: Histories; group: Int32Array } {
  const places = new Map<number, Map<number, Map<number, number>>>()
  const group = new Int32Array(x.length)
  const first: number[] = []
  const weights: number[] = []
  for (let row = 0; row < x.length; row++) {
    const byTime = inner(inner(places, t_cal[row]!), x[row]!)
    let place = byTime.get(t_x[row]!)
    if (place === undefined) {
      place = first.push(row) - 1
      weights.push(0)
      byTime.set(t_x[row]!, place)
    }
    weights[place]! += weight?.[row] ?? 1
    group[row] = place
  }
  const pick = (column: ArrayLike<number>) => Float64Array.from(first, (row) => column[row]!)
  const columns = { x: pick(x), t_x: pick(t_x), t_cal: pick(t_cal), weight: Float64Array.from(weights) }
  return { histories: { size: first.length, ...columns, ...indexCounts(columns.x), log_gap_sum }, group }
}

/** Every n-th of the rows, so that at most `limit` are left: enough to find where a fit on all of them starts. */
export function sampleHistories(histories: Histories, limit: number): Histories {
  const step = Math.ceil(histories.size / limit)
  if (step <= 1) return histories
  const pick = (column: Float64Array) => column.filter((_, row) => row % step === 0)
  const columns = { x: pick(histories.x), t_x: pick(histories.t_x), t_cal: pick(histories.t_cal), weight: pick(histories.weight) }
  const log_gap_sum = (histories.log_gap_sum * sumOf(columns)) / sumOf(histories)
  return { size: columns.x.length, ...columns, ...indexCounts(columns.x), log_gap_sum }
}

const sumOf = ({ x, weight }: { x: Float64Array; weight: Float64Array }) =>
  x.reduce((sum, count, row) => sum + count * weight[row]!, 0) || 1

function indexCounts(x: Float64Array): Pick<Histories, 'distinct_x' | 'x_place'> {
  const places = new Map<number, number>()
  const x_place = Int32Array.from(x, (count) => {
    const place = places.get(count) ?? places.size
    places.set(count, place)
    return place
  })
  return { distinct_x: Float64Array.from(places.keys()), x_place }
}

function inner<Key, Value>(outer: Map<Key, Map<number, Value>>, key: Key): Map<number, Value> {
  let found = outer.get(key)
  if (found === undefined) outer.set(key, (found = new Map()))
  return found
}
