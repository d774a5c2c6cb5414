import { afterEach, expect, test } from 'vitest'
import { full, integer, text, view, type StoreName } from '../../../engine/project/contract.ts'
import { model, openWarehouse, type Warehouse } from '../../support/project.ts'

// A model that was stored and is a view now still has stored versions: in published releases, or in a candidate.

let house: Warehouse
afterEach(() => house.close())

const columns = { code: text('Code.'), amount: integer('How much.') }
const other = (amount: number) =>
  model('dwd.other', { doc: 'Others.', kind: full(), grain: ['code'], columns }, `select 'b' as code, ${amount} as amount`)
const line = (kind: ReturnType<typeof full> | ReturnType<typeof view>) =>
  model('dwd.line', { doc: 'Lines.', kind, grain: ['code'], columns }, `select 'a' as code, 1 as amount`)

test.each<StoreName>(['versions', 'changes'])(
  'the versions of a model stored by %s are retired after it became a view',
  { timeout: 180_000 },
  async (store) => {
    house = await openWarehouse([line(full({ store })), other(0)])
    const { run_id: stored } = await house.build()
    const reports: string[] = []
    for (let night = 1; night <= 8; night++) {
      await house.change([line(view()), other(night)])
      expect((await house.build({}, { report: (text) => reports.push(text) })).state).toBe('published')
    }
    expect(reports.filter((text) => text.includes('not cleaned up'))).toEqual([])
    expect(await house.query(`select version, removed_at is not null as is_removed from meta.version where relation = 'dwd.line'`)).toEqual(
      [{ version: stored, is_removed: true }],
    )
  },
)

test('a candidate of a model that became a view is undone once its reader ends', { timeout: 120_000 }, async () => {
  house = await openWarehouse([other(0)])
  await house.build()
  await house.change([line(full()), other(0)])
  const candidate = await house.build({ publish: 'never' })
  const reader = await house.database.connect()
  await reader.query(`begin; set local memberhouse.release = '${candidate.run_id}'; select from dwd.line`)
  // Retention and undo leave a table alone that a transaction of two seconds holds.
  await new Promise((resolve) => setTimeout(resolve, 2500))
  await house.change([line(view()), other(1)])
  const becoming = house.build()
  await new Promise((resolve) => setTimeout(resolve, 4000))
  await reader.query('commit')
  reader.release()
  expect((await becoming).state).toBe('published')
  await house.change([line(view()), other(2)])
  expect((await house.build()).state).toBe('published')
  expect(await house.query(`select version from meta.version where relation = 'dwd.line'`)).toEqual([])
})
