import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readProject } from '../../engine/project/read_project.ts'
import { openWarehouse, type Warehouse } from '../support/project.ts'

const { definitions } = await readProject(join(import.meta.dirname, '../..'))
const parts = definitions.filter(({ name }) => ['dwd.parameter', 'dwd.business_line'].includes(name))
let house: Warehouse
afterEach(() => house.close())

test('a parameter of identity for one business line fails, and the audit names its row', async () => {
  house = await openWarehouse(parts)
  const rows = [
    'identity_largest_member_count,*,2000-01-01,60',
    'identities,food,2000-01-01,1',
    'identity_largest_member_count,food,2026-01-01,5',
  ]
  const build = async (count: number) => {
    const lines = ['name,business_line,effective_from,value,reason', ...rows.slice(0, count).map((row) => `${row},A test`), '']
    await house.change(parts, { 'seeds/parameter.csv': lines.join('\n') })
    const { run_id, state } = await house.build({ as_of: '2026-01-01' })
    return { run_id, state, node: (await house.nodes(run_id))['dwd.parameter'] }
  }
  expect(await build(2)).toMatchObject({ state: 'published' })
  const { run_id, state, node } = await build(3)
  expect(state).toBe('parked')
  expect(node).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('a parameter of identity has the business line `*`') as string,
  })
  const { rows: failures } = await house.database.query<{ row: unknown }>(
    'select to_jsonb(failure) as row from meta.audit_failure as failure where run_id = $1',
    [run_id],
  )
  expect(JSON.stringify(failures)).toMatch(/identity_largest_member_count.*food|food.*identity_largest_member_count/)
})
