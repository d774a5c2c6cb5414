import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boolean, date, full, integer, numeric, text } from '../../engine/project/contract.ts'
import { type SourceModel } from '../../engine/project/source_model.ts'
import { readProject } from '../../engine/project/read_project.ts'
import { model, openWarehouse, type Warehouse } from '../support/project.ts'

const lineAudit = 'audit.every_line_is_an_item'
const refundAudit = 'audit.every_order_and_refund_is_kept'
const { definitions } = await readProject(join(import.meta.dirname, '../..'))
const parts = definitions.filter(({ name }) => [lineAudit, refundAudit, 'dwd.source_setting'].includes(name) || name.startsWith('ods.'))

const day = { source: text('Source.', { nullable: true }), currency: text('Currency.', { nullable: true }) }
const facts = ({ items, unsold, orders }: typeof right) => [
  model(
    'dwd.fct_order_item',
    {
      grain: ['item'],
      kind: full(),
      columns: {
        ...{ item: integer('Item.'), order_system: text('System.'), ...day, is_return: boolean('Return.'), sold_on: date('Day.') },
        ...{ gross_amount: numeric('Sold.'), returned_amount: numeric('Returned.') },
      },
    },
    `select item, order_system, source, currency, returned_amount > 0 as is_return, sold_on::date as sold_on,
         gross_amount::numeric as gross_amount, returned_amount::numeric as returned_amount
     from (values ${items}) as items (item, order_system, source, currency, sold_on, gross_amount, returned_amount)`,
  ),
  model(
    'dwd.web_unsold_line',
    { grain: ['line'], kind: full(), columns: { line: integer('Line.'), ...day, paid_amount: numeric('To be paid.') } },
    `select line, source, currency, paid_amount::numeric as paid_amount
     from (values ${unsold}) as lines (line, source, currency, paid_amount)`,
  ),
  model(
    'dwd.fct_order',
    { grain: ['order_number'], kind: full(), columns: { order_number: integer('Order.'), order_system: text('System.') } },
    `select order_number, order_system from (values ${orders}) as orders (order_number, order_system)`,
  ),
]

const right = {
  items: `(1, 'pos', 'pos', 'CNY', '2026-01-06', 10, 0), (2, 'pos', 'pos', 'CNY', '2026-01-06', 0, 4), (3, 'mall', 'mini', 'CNY', '2026-01-07', 8, 0),
    (4, 'mall', 'mini', 'CNY', '2026-01-09', 0, 3), (5, 'jd', 'jd', 'CNY', '2026-01-07', 7, 0), (6, 'jd', 'jd', 'CNY', '2026-01-08', 0, 2)`,
  unsold: "(1, 'mini', 'CNY', 5), (2, null, null, 6)",
  orders: "(1, 'mall'), (2, 'mall'), (3, 'jd'), (4, 'pos')",
}

// As the systems send them: a refund can have either sign, and its day begins in Shanghai.
const receipt = { receipt_no: 'R', store_code: 'S1', sold_at: '2026-01-06 23:30:00', quantity: 1, paid_amount: 10, currency: 'CNY' }
const placed = { channel: 'mini', ordered_at: '2026-01-06T20:00:00+08:00', currency: 'CNY', paid_at: null }
const paid = { paid_at: '2026-01-06T16:30:00Z', currency: 'CNY' }
const sent: Record<string, Record<string, unknown>[]> = {
  pos_line: [
    { ...receipt, line_no: 1 },
    { ...receipt, line_no: 2, quantity: -1, paid_amount: -4 },
  ],
  mall_order: [
    { ...placed, order_id: 'a', ...paid },
    { ...placed, order_id: 'b' },
  ],
  mall_order_line: [
    { order_id: 'a', line_no: 1, paid_amount: 8 },
    { order_id: 'b', line_no: 1, paid_amount: 5 },
    { order_id: 'c', line_no: 1, paid_amount: 6 },
  ],
  mall_refund: [{ refund_id: 'r', channel: 'mini', quantity: -1, refund_amount: -3, currency: 'CNY', refunded_at: '2026-01-08T16:00:00Z' }],
  jd_order_line: [{ order_id: 'a', line_no: 1, paid_amount: 7, ...paid }],
  jd_refund: [{ refund_id: 'r', quantity: 0, refund_amount: 2, currency: 'CNY', refunded_at: '2026-01-08T15:59:59Z' }],
}

let house: Warehouse
beforeAll(async () => {
  house = await openWarehouse([...parts, ...facts(right)])
  for (const [source, rows] of Object.entries(sent)) {
    const { kind, columns } = parts.find(({ name }) => name === `ods.${source}`)!.declared as SourceModel
    const names = Object.keys(columns)
    const lines =
      kind.format === 'ndjson'
        ? rows.map((row) => JSON.stringify({ ...Object.fromEntries(names.map((name) => [name, null])), ...row }))
        : [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map(String)
    const { error } = await house.load(`${source}_2026-01.${kind.format ?? 'csv'}`, `${lines.join('\n')}\n`)
    expect(error).toBeNull()
  }
})
afterAll(() => house.close())

async function failing(given: typeof right): Promise<string[]> {
  await house.change([...parts, ...facts(given)])
  const { run_id } = await house.build({ as_of: '2026-02-01' })
  const nodes = await house.nodes(run_id)
  return [lineAudit, refundAudit].filter((name) => nodes[name]!.state === 'failed')
}

test('lines, orders and refunds that are all kept pass', async () => {
  expect(await failing(right)).toEqual([])
}, 60_000)

test.each([
  ['items', "(1, 'pos', 'pos', 'CNY', '2026-01-06', 10, 0), ", '', lineAudit],
  ['items', "'2026-01-06', 10", "'2026-01-07', 10", lineAudit],
  ['items', "'2026-01-06', 0, 4", "'2026-01-06', 4, 0", lineAudit],
  ['items', "'2026-01-07', 8", "'2026-01-06', 8", lineAudit],
  ['items', "'2026-01-07', 7", "'2026-01-06', 7", lineAudit],
  ['items', "'mall', 'mini', 'CNY', '2026-01-07'", "'mall', 'app', 'CNY', '2026-01-07'", lineAudit],
  ['items', "'pos', 'CNY'", "'pos', 'HKD'", lineAudit],
  ['unsold', ', (2, null, null, 6)', '', lineAudit],
  ['unsold', "'CNY', 5", "'CNY', 4", lineAudit],
  ['items', "(4, 'mall', 'mini', 'CNY', '2026-01-09', 0, 3), ", '', refundAudit],
  ['items', "'2026-01-08', 0, 2", "'2026-01-09', 0, 2", refundAudit],
  ['items', "'jd', 'CNY', '2026-01-08'", "'jd', 'HKD', '2026-01-08'", refundAudit],
  ['items', '0, 3)', '0, 4)', refundAudit],
  ['orders', "(2, 'mall'), ", '', refundAudit],
  ['orders', ", (3, 'jd')", ", (3, 'jd'), (5, 'jd')", refundAudit],
] as const)(
  'in %s, %s replaced by %s fails %s',
  async (fact, from, to, audit) => {
    expect(right[fact]).toContain(from)
    expect(await failing({ ...right, [fact]: right[fact].replace(from, to) })).toEqual([audit])
  },
  60_000,
)
