import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readProject } from '../../engine/project/read_project.ts'
import { openWarehouse, type Warehouse } from '../support/project.ts'

const { definitions } = await readProject(join(import.meta.dirname, '../..'))
const parts = definitions.filter(({ name }) => ['dwd.parameter', 'dwd.business_line'].includes(name))
let house: Warehouse
afterEach(() => house.close())

test('a parameter of identity for one business line is refused before a build, with its line', async () => {
  house = await openWarehouse(parts)
  const rows = [
    'identity_largest_member_count,*,2000-01-01,60',
    'identities,food,2000-01-01,1',
    'identity_largest_member_count,food,2026-01-01,5',
  ]
  const build = async (count: number) => {
    const lines = ['name,business_line,effective_from,value,reason', ...rows.slice(0, count).map((row) => `${row},A test`), '']
    await house.change(parts, { 'seeds/parameter.csv': lines.join('\n') })
    return house.build({ as_of: '2026-01-01' })
  }
  expect(await build(2)).toMatchObject({ state: 'published' })
  await expect(build(3)).rejects.toThrow(/seeds\/parameter\.csv:4 .*a parameter of identity has the business line `\*`/)
})
