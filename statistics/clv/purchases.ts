/** Purchases of customers 0 … customers − 1: one row for each customer and day (a number) with an order, sorted by both. */
export type Purchases = {
  customers: number
  size: number
  customer: Int32Array
  day: Int32Array
  amount: Float64Array
  /** How many orders were equal to another in customer, day and amount. They count in the amount of the day. */
  repeated: number
}

/** Merges the orders of a customer on one day into one purchase. */
export function mergeOrders(customer: ArrayLike<number>, day: ArrayLike<number>, amount: ArrayLike<number>, customers: number): Purchases {
  const order = Uint32Array.from(customer, (_, row) => row)
  order.sort((one, other) => customer[one]! - customer[other]! || day[one]! - day[other]! || amount[one]! - amount[other]!)
  const merged = { customer: new Int32Array(order.length), day: new Int32Array(order.length), amount: new Float64Array(order.length) }
  let [size, repeated, before] = [0, 0, NaN]
  for (const row of order) {
    const isSameDay = size > 0 && merged.customer[size - 1] === customer[row] && merged.day[size - 1] === day[row]
    if (!isSameDay) {
      merged.customer[size] = customer[row]!
      merged.day[size] = day[row]!
      size++
    } else if (amount[row] === before) repeated++
    before = amount[row]!
    merged.amount[size - 1]! += before
  }
  return { customers, size, ...merged, repeated }
}

/** What was known of each customer at the end of a day: histories in the unit, of those who had bought by then. */
export type Summary = {
  size: number
  customer: Int32Array
  x: Float64Array
  t_x: Float64Array
  t_cal: Float64Array
  /** Sum and mean of the repeat orders' amounts; the mean is 0 without any. */
  mean_repeat_amount: Float64Array
  past_amount: Float64Array
  log_gap_sum: number
}

/** Summarises the purchases up to and including the day `until`; times are divided by `unit_days`. */
export function summarise({ size, customer, day, amount }: Purchases, until: number, unit_days: number): Summary {
  const rows: Summary = {
    size: 0,
    customer: new Int32Array(size),
    ...{ x: new Float64Array(size), t_x: new Float64Array(size), t_cal: new Float64Array(size) },
    ...{ mean_repeat_amount: new Float64Array(size), past_amount: new Float64Array(size) },
    log_gap_sum: 0,
  }
  let [at, first] = [-1, 0]
  for (let row = 0; row < size; row++) {
    if (day[row]! > until) continue
    if (at < 0 || rows.customer[at] !== customer[row]) {
      at++
      first = day[row]!
      rows.customer[at] = customer[row]!
      rows.t_cal[at] = (until - first) / unit_days
    } else {
      rows.x[at]!++
      rows.t_x[at] = (day[row]! - first) / unit_days
      rows.mean_repeat_amount[at]! += amount[row]!
      rows.log_gap_sum += Math.log((day[row]! - day[row - 1]!) / unit_days)
    }
    rows.past_amount[at]! += amount[row]!
  }
  for (let place = 0; place <= at; place++) if (rows.x[place]! > 0) rows.mean_repeat_amount[place]! /= rows.x[place]!
  const cut = (column: Float64Array) => column.subarray(0, at + 1)
  return {
    size: at + 1,
    customer: rows.customer.subarray(0, at + 1),
    ...{ x: cut(rows.x), t_x: cut(rows.t_x), t_cal: cut(rows.t_cal) },
    ...{ mean_repeat_amount: cut(rows.mean_repeat_amount), past_amount: cut(rows.past_amount) },
    log_gap_sum: rows.log_gap_sum,
  }
}

/** The number of purchases of each customer after the day `after`, up to and including `until`. */
export function countPurchases({ customers, size, customer, day }: Purchases, after: number, until: number): Float64Array {
  const counts = new Float64Array(customers)
  for (let row = 0; row < size; row++) if (day[row]! > after && day[row]! <= until) counts[customer[row]!]!++
  return counts
}
