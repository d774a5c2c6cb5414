import { afterEach, expect, test } from 'vitest'
import { append, date, full, source, text } from '../../../engine/project/contract.ts'
import { model, openWarehouse, type Warehouse } from '../../support/project.ts'

let house: Warehouse
afterEach(() => house.close())

const sale = model('ods.sale', {
  kind: source({
    files: 'sale*.csv',
    key: ['id'],
    deletion: append(),
    freshness: { column: 'sold_on', warn_days: 2, error_days: 5 },
  }),
  columns: { id: text('Sale.'), sold_on: date('Day.') },
})
const days = model(
  'dwd.day',
  { kind: full(), grain: ['sold_on'], columns: { sold_on: date('Day.') } },
  'select distinct sold_on from ods.sale',
)
const warnings = async (run: number) =>
  (await house.query(`select detail from meta.run_event where run_id = $1 and event = 'stale source'`, [run])).map(({ detail }) => detail)

test('a source whose newest row is older than warn_days is reported, and older than error_days fails the run', async () => {
  house = await openWarehouse([sale, days])
  await house.load('sale.csv', 'id,sold_on\n1,2020-01-01\n2,2020-01-10\n')

  const fresh = await house.build({ as_of: '2020-01-12' })
  expect(fresh.state).toBe('published')
  expect(await warnings(fresh.run_id)).toEqual([])

  const late = await house.build({ as_of: '2020-01-15' })
  expect(late.state).toBe('published')
  expect(await warnings(late.run_id)).toEqual(['ods.sale is stale: its newest row is from 2020-01-10, 5 days before 2020-01-15 (limit 2)'])

  await expect(house.build({ as_of: '2020-01-16' })).rejects.toMatchObject({
    message: 'ods.sale is stale: its newest row is from 2020-01-10, 6 days before 2020-01-16 (limit 5)',
    hint: expect.stringContaining('memberhouse load'),
  })
  expect(await house.query('select release from meta.pointer')).toEqual([{ release: late.run_id }])
})

test('a source that was never loaded is reported, and the run continues', async () => {
  house = await openWarehouse([sale, days])
  const { state, run_id } = await house.build({ as_of: '2020-01-12' })
  expect(state).toBe('published')
  expect(await warnings(run_id)).toEqual(['ods.sale was never loaded'])
})
