import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigint, boolean, date, full, integer, numeric, source, text, timestamptz, wholeFile } from '../../engine/project/contract.ts'
import { readDefinitions } from '../../engine/project/read_project.ts'
import { model, openWarehouse } from '../support/project.ts'
import { ordersAsOf, type Line } from '../support/sales_oracle.ts'

// Law 3 for sales: with any returns, named or not, orders add up on every day to what plain loops over the lines find.
const numRuns = Number(process.env['LAWS_RUNS'] ?? 4)
const models = [
  'dwd.reporting_currency dwd.exchange_rate dwd.exchange_rate_span dwd.return_reason dwd.named_return dwd.return_lifo_stack',
  'dwd.return_part dwd.return_match dwd.sold_order dws.order_change dws.order_summary dws.account_day',
].flatMap((line) => line.split(' '))

const dateOf = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10)
const lastDay = 12
const anyLine = fc.record({
  order: fc.integer({ min: 1, max: 6 }),
  account: fc.constantFrom(1, 1, 2, null),
  product: fc.integer({ min: 1, max: 2 }),
  line: fc.constantFrom('beauty' as const, 'food' as const),
  day: fc.integer({ min: 1, max: lastDay }),
  quantity: fc.integer({ min: 0, max: 3 }),
  cents: fc.integer({ min: 0, max: 2_000 }),
  isMerchandise: fc.constantFrom(true, true, true, false),
  isReturn: fc.boolean(),
  names: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 2 }),
  hasCost: fc.boolean(),
})

/** The lines of an order are of one account and day; a return is a document of its own, and a sale has units. */
function documentsOf(drawn: Omit<Line, 'item'>[]): Line[] {
  return drawn.map((line, place) => {
    const item = place + 1
    if (line.isReturn) return { ...line, item, order: 100 + item, quantity: -line.quantity }
    const [account, day] = [line.order % 3 === 0 ? null : line.order % 3, ((line.order * 5) % lastDay) + 1]
    return { ...line, item, account, day, quantity: line.quantity + 1, names: null }
  })
}

const money = (cents: number) => (cents / 100).toFixed(2)
const header =
  'item,order_key,account_key,product_key,business_line,day,quantity,gross_amount,returned_amount,is_merchandise,is_return,returned_item_key,cost_amount'
const fileOf = (lines: Line[]) =>
  [
    header,
    ...lines.map((line) =>
      [
        ...[line.item, line.order, line.account ?? '', line.product, line.line, dateOf(line.day), line.quantity],
        ...[
          line.isReturn ? 0 : money(line.cents),
          line.isReturn ? money(line.cents) : 0,
          line.isMerchandise,
          line.isReturn,
          line.names ?? '',
          line.hasCost ? line.quantity : '',
        ],
      ].join(),
    ),
    '',
  ].join('\n')

const nullable = { nullable: true }
const given = [
  model('ods.given_item', {
    kind: source({ files: 'given_*.csv', key: ['item'], deletion: wholeFile(), max_closed_rate: 1 }),
    columns: {
      ...{ item: bigint('Line.'), order_key: bigint('Order.'), account_key: bigint('Who.', nullable), product_key: bigint('What.') },
      ...{ business_line: text('Line.'), day: date('When.'), quantity: integer('Units.'), gross_amount: numeric('Sold.') },
      ...{ returned_amount: numeric('Returned.'), is_merchandise: boolean('Goods.'), is_return: boolean('Return.') },
      ...{ returned_item_key: bigint('Which.', nullable), cost_amount: numeric('Cost.', nullable) },
    },
  }),
  model(
    'dwd.fct_order_item',
    {
      kind: full({ store: 'changes' }),
      grain: ['order_item_key'],
      columns: {
        ...{ order_item_key: bigint('Line.'), order_key: bigint('Order.'), account_key: bigint('Who.', nullable) },
        ...{ product_key: bigint('What.'), returned_item_key: bigint('Which.', nullable), source: text('Source.') },
        ...{ store_code: text('Store.', nullable), sold_at: timestamptz('When.'), sold_on: date('When.'), business_line: text('Line.') },
        ...{ is_return: boolean('Return.'), is_stock_correction: boolean('No.'), is_merchandise: boolean('Goods.') },
        ...{
          quantity: integer('Units.'),
          unit_price: numeric('Price.'),
          promotion_discount_amount: numeric('Off.'),
          coupon_discount_amount: numeric('Off.'),
        },
        ...{ other_discount_amount: numeric('Off.'), gross_amount: numeric('Sold.'), returned_amount: numeric('Returned.') },
        ...{ cost_amount: numeric('Cost.', nullable), currency: text('Currency.'), coupon_id: text('Coupon.', nullable) },
        ...{ return_reason: text('Why.', nullable), order_system: text('System.'), order_id: text('Order.') },
        ...{ ordered_at: timestamptz('When.'), promotion_id: text('Promotion.', nullable), guide_id: text('Guide.', nullable) },
      },
    },
    `select item as order_item_key, order_key, account_key, product_key, returned_item_key, 'mini'::text as source,
         null::text as store_code, day::timestamp at time zone 'UTC' as sold_at, day as sold_on, business_line, is_return,
         false as is_stock_correction, is_merchandise, quantity, 0::numeric as unit_price, 0::numeric as promotion_discount_amount,
         0::numeric as coupon_discount_amount, 0::numeric as other_discount_amount, gross_amount, returned_amount,
         cost_amount, 'CNY'::text as currency, null::text as coupon_id, null::text as return_reason,
         'mall'::text as order_system, order_key::text as order_id, day::timestamp at time zone 'UTC' as ordered_at,
         null::text as promotion_id, null::text as guide_id
     from ods.given_item`,
  ),
]

test('orders add up to what their lines and returns say, as of every day', async () => {
  const own = (await readDefinitions(join(import.meta.dirname, '../..'), 'model', 'models')).filter(({ name }) => models.includes(name))
  const house = await openWarehouse([...own, ...given])
  let files = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 10, maxLength: 30 }), async (drawn) => {
        const lines = documentsOf(drawn)
        await house.load(`given_${++files}.csv`, fileOf(lines))
        const { state, detail } = await house.build({ as_of: '2026-03-01', supersede: true })
        expect(['published', 'unchanged'], detail ?? '').toContain(state)
        for (const asOf of [1, 4, 7, 10, lastDay + 1]) {
          const rows = await house.query(
            `select order_key, business_line, sum(order_count)::float8 as orders, sum(unit_count)::float8 as units,
                 round(100 * sum(net_amount))::float8 as net,
                 round(100 * sum(counted_net_amount))::float8 as counted,
                 round(100 * sum(costed_net_amount))::float8 as costed, coalesce(sum(returned_order_count), 0)::float8 as back
             from dws.order_summary where effective_on < '${dateOf(asOf)}' group by order_key, business_line`,
          )
          const found = rows.map((row) => {
            const [order, business, ...figures] = Object.values(row)
            return [`${String(order)} ${String(business)}`, figures]
          })
          expect(Object.fromEntries(found)).toEqual(ordersAsOf(lines, asOf))
        }
      }),
      { numRuns, endOnFailure: true },
    )
  } finally {
    await house.close()
  }
}, 3_600_000)
