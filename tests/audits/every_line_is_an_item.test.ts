import { join } from 'node:path'
import { expect, test } from 'vitest'
import { date, full, integer, numeric, text } from '../../engine/project/contract.ts'
import { readProject } from '../../engine/project/read_project.ts'
import { model, openWarehouse } from '../support/project.ts'

const audit = 'audit.every_line_is_an_item'
const { definitions } = await readProject(join(import.meta.dirname, '../..'))
const parts = definitions.filter(({ name }) => name === audit || name === 'dwd.source_setting' || name.startsWith('ods.'))
const items = (rows: string) =>
  model(
    'dwd.fct_order_item',
    {
      grain: ['item'],
      kind: full(),
      columns: {
        ...{
          item: integer('Item.'),
          order_system: text('System.'),
          source: text('Source.'),
          currency: text('Currency.'),
          sold_on: date('Day.'),
        },
        ...{ gross_amount: numeric('Sold.'), returned_amount: numeric('Returned.') },
      },
    },
    `select item, 'x' as order_system, source, currency, sold_on::date as sold_on, gross_amount::numeric as gross_amount, returned_amount::numeric as returned_amount
     from (values ${rows}) as items (item, source, currency, sold_on, gross_amount, returned_amount)`,
  )

test('a line or an amount that is missing, or of another source, currency or day, fails the build', async () => {
  const right = "(1, 'pos', 'CNY', '2026-01-06', 10, 0), (2, 'mini', 'CNY', '2026-01-07', 8, 0), (3, 'mini', 'CNY', '2026-01-09', 0, 3)"
  const house = await openWarehouse([...parts, items(right)])
  try {
    await house.load(
      'pos_line_2026-01.csv',
      `receipt_no,line_no,store_code,card_no,sold_at,product_code,quantity,list_price,discount_amount,coupon_amount,paid_amount,unit_cost,currency,coupon_id,promotion_id,returned_receipt_no,returned_line_no,return_reason,clerk_id
S1-1,1,S1,,2026-01-06 23:30:00,F001,2,5,0,0,10,2,CNY,,,,,,
`,
    )
    const order = {
      order_id: '1',
      channel: 'mini',
      account_id: 'o',
      store_code: 'W',
      ordered_at: '2026-01-06T20:00:00+08:00',
      paid_at: '2026-01-06T16:30:00Z',
    }
    const amounts = {
      status: 'paid',
      list_amount: 8,
      discount_amount: 0,
      coupon_amount: 0,
      paid_amount: 8,
      currency: 'CNY',
      coupon_id: null,
      updated_at: null,
    }
    const line = {
      order_id: '1',
      line_no: 1,
      product_code: 'B1',
      quantity: 1,
      list_price: 8,
      discount_amount: 0,
      coupon_amount: 0,
      paid_amount: 8,
      unit_cost: 2,
      promotion_id: null,
    }
    const refund = {
      refund_id: 'r',
      order_id: '1',
      line_no: 1,
      channel: 'mini',
      account_id: 'o',
      quantity: -1,
      refund_amount: -3,
      currency: 'CNY',
      reason: null,
      refunded_at: '2026-01-08T16:00:00Z',
    }
    for (const [source, row] of Object.entries({ mall_order: { ...order, ...amounts }, mall_order_line: line, mall_refund: refund }))
      expect((await house.load(`${source}_2026-01.ndjson`, `${JSON.stringify(row)}\n`)).error).toBeNull()
    const build = async (rows: string) => {
      await house.change([...parts, items(rows)])
      const { run_id } = await house.build({ as_of: '2026-02-01' })
      return (await house.nodes(run_id))[audit]
    }
    expect(await build(right)).toMatchObject({ state: 'built' })
    for (const [from, to] of [
      ["(1, 'pos', 'CNY', '2026-01-06', 10, 0), ", ''],
      ["'2026-01-06', 10", "'2026-01-07', 10"],
      ["'2026-01-07', 8", "'2026-01-06', 8"],
      ["'pos'", "'app'"],
      ["'pos', 'CNY'", "'pos', 'HKD'"],
      ['0, 3)', '0, -3)'],
    ] as const)
      expect(await build(right.replace(from, to)), `${from} → ${to}`).toMatchObject({ state: 'failed' })
  } finally {
    await house.close()
  }
}, 180_000)
