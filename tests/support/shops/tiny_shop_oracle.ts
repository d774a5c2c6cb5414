/** The contents of the tiny shop's files in plain maps, from which the expected rows of every relation are computed. */
export type Shop = { orders: Map<string, { member: number | null; day: number; cents: number }>; visits: { member: number; day: number }[] }

/** A row of an order file. `cents` is null in a row that cannot be cast. */
export type OrderRow = { id: string; member: number | null; day: number; cents: number | null; isDeleted: boolean }
export type VisitRow = { member: number; day: number | null }

export const dateOf = (day: number): string => new Date(Date.UTC(2020, 0, day)).toISOString().slice(0, 10)
const daysBefore2020 = 7305

export const orderFile = (rows: OrderRow[]): string =>
  [
    'order_id,member_id,ordered_on,amount,is_deleted',
    ...rows.map((row) => [row.id, row.member ?? '', dateOf(row.day), row.cents === null ? 'much' : row.cents / 100, row.isDeleted].join()),
  ].join('\n')

export const visitFile = (rows: VisitRow[]): string =>
  ['member_id,visited_on', ...rows.map((row) => [row.member, row.day === null ? 'then' : dateOf(row.day)].join())].join('\n')

/** Applies an order file: the last row of a key wins, and rows that cannot be cast are rejected. Returns the number of rejected rows. */
export function takeOrders(shop: Shop, rows: OrderRow[]): number {
  const last = new Map<string, OrderRow>()
  for (const row of rows) if (row.cents !== null) last.set(row.id, row)
  for (const { id, member, day, cents, isDeleted } of last.values()) {
    if (isDeleted) shop.orders.delete(id)
    else shop.orders.set(id, { member, day, cents: cents! })
  }
  return rows.length - last.size
}

export function takeVisits(shop: Shop, rows: VisitRow[]): number {
  const good = rows.flatMap(({ member, day }) => (day === null ? [] : [{ member, day }]))
  shop.visits.push(...good)
  return rows.length - good.length
}

/** Returns the expected rows of every relation as of a day, one line for each row. */
export function expectedRows(shop: Shop, asOf: number): Record<string, string[]> {
  const memberDay = new Map<string, number>()
  const bought = new Map<number, { last: number; cents: number }>()
  for (const { member, day, cents } of shop.orders.values()) {
    if (member === null) continue
    memberDay.set(`${member}|${dateOf(day)}`, (memberDay.get(`${member}|${dateOf(day)}`) ?? 0) + cents)
    if (day >= asOf) continue
    const before = bought.get(member)
    bought.set(member, { last: Math.max(day, before?.last ?? 0), cents: cents + (before?.cents ?? 0) })
  }
  const came = new Map<number, number>()
  for (const { member, day } of shop.visits) if (day < asOf) came.set(member, (came.get(member) ?? 0) + 1)
  const members = [...new Set([...bought.keys(), ...came.keys()])]
  const sum = (cents: number[]) => cents.reduce((one, other) => one + other, 0)
  const orders = [...shop.orders]
  return {
    orders: orders.map(([id, { member, day, cents }]) => `${id}|${member ?? ''}|${dateOf(day)}|${cents / 100}`).sort(),
    visits: shop.visits.map(({ member, day }) => `${member}|${dateOf(day)}`).sort(),
    fct_order: orders.map(([id, { member, day, cents }]) => `${id}|${member ?? ''}|${dateOf(day)}|${cents / 100}`).sort(),
    member_day: [...memberDay].map(([key, cents]) => `${key}|${cents / 100}`).sort(),
    member_state: members
      .map((member) => {
        const { last, cents } = bought.get(member) ?? { last: null, cents: 0 }
        return `${member}|${last === null ? '' : asOf - last}|${came.get(member) ?? 0}|${cents / 100}`
      })
      .sort(),
    total: [
      `as_of|${daysBefore2020 + asOf - 1}`,
      `members|${sum([...bought.values()].map(({ cents }) => cents)) / 100}`,
      `orders|${sum(orders.map(([, { cents }]) => cents)) / 100}`,
    ],
    spenders: [...bought]
      .filter(([, { cents }]) => cents >= 5000)
      .map(([member, { cents }]) => `${member}|${cents / 100}`)
      .sort(),
  }
}

const lines = (name: string, columns: string, relation: string) =>
  `(select coalesce(array_agg(line order by line collate "C"), '{}') from (select concat_ws('|', ${columns}) as line from ${relation}) as rows) as ${name}`

/** A statement that reads every relation of the tiny shop in the format of `expectedRows`. */
export const readEverything = `select ${[
  lines('orders', `order_id, coalesce(member_id::text, ''), ordered_on, trim_scale(amount)`, 'ods.order'),
  lines('visits', 'member_id, visited_on', 'ods.visit'),
  lines('fct_order', `order_id, coalesce(member_id::text, ''), ordered_on, trim_scale(amount)`, 'dwd.fct_order'),
  lines('member_day', 'member_id, ordered_on, trim_scale(amount)', 'dws.member_day'),
  lines('member_state', `member_id, coalesce(days_since::text, ''), visit_count, trim_scale(amount)`, 'dws.member_state'),
  lines('total', 'measure, trim_scale(value)', 'ads.total'),
  lines('spenders', `one_id, trim_scale((attributes ->> 'amount')::numeric)`, 'segment.member'),
].join(', ')}`
