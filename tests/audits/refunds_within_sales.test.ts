import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bigint, boolean, full, numeric, text } from '../../engine/project/contract.ts'
import { readProject } from '../../engine/project/read_project.ts'
import { model, openWarehouse } from '../support/project.ts'

const audit = 'audit.refunds_within_sales'
const { definitions } = await readProject(join(import.meta.dirname, '../..'))

const items = model(
  'dwd.fct_order_item',
  {
    grain: ['order_item_key'],
    kind: full(),
    columns: {
      ...{ order_item_key: bigint('Line.'), source: text('Source.'), order_id: text('Order.') },
      ...{ gross_amount: numeric('Sold.'), currency: text('Currency.') },
    },
  },
  `select order_item_key::bigint as order_item_key, 'mini'::text as source, 'O1'::text as order_id, gross_amount::numeric as gross_amount,
       'CNY'::text as currency
   from (values (1, 100), (2, 100), (3, 100), (4, 0)) as items (order_item_key, gross_amount)`,
)
const matches = model(
  'dwd.return_match',
  {
    grain: ['return_item_key'],
    kind: full(),
    columns: {
      ...{ return_item_key: bigint('Return.'), reduced_item_key: bigint('Line.'), is_matched: boolean('Matched.') },
      ...{ returned_amount: numeric('Returned.'), currency: text('Currency.') },
    },
  },
  `select return_item_key::bigint as return_item_key, reduced_item_key::bigint as reduced_item_key, is_matched,
       returned_amount::numeric as returned_amount, currency
   from (values (11, 1, true, 60, 'CNY'), (12, 1, true, 41, 'CNY'), (13, 2, true, 100, 'CNY'), (14, 3, true, 500, 'HKD'),
       (15, 4, false, 5, 'CNY')) as parts (return_item_key, reduced_item_key, is_matched, returned_amount, currency)`,
)

test('a line of which more money came back than it was sold for is reported, and the release is published', async () => {
  const house = await openWarehouse([...definitions.filter(({ name }) => name === audit), items, matches])
  try {
    const { run_id, state } = await house.build({ as_of: '2026-01-01' })
    expect(state).toBe('published')
    expect(
      await house.query('select audit, failing_count from meta.audit_result where run_id = $1 and node = $2', [run_id, audit]),
    ).toEqual([expect.objectContaining({ failing_count: 1 })])
  } finally {
    await house.close()
  }
})
