import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readProject } from '../../engine/project/read_project.ts'
import { openWarehouse, type Warehouse } from '../support/project.ts'

const audit = 'audit.every_parameter_has_a_value'
const currencies = ['dwd.reporting_currency', 'dwd.exchange_rate', 'dwd.exchange_rate_span']
const needed = [audit, 'dwd.parameter', 'dwd.parameter_span', 'dwd.business_line', ...currencies]
const { definitions } = await readProject(join(import.meta.dirname, '../..'))
const parts = definitions.filter(({ name }) => needed.includes(name))
let house: Warehouse
afterEach(() => house.close())

const build = async (as_of: string, ...values: string[]) => {
  const seed = ['name,business_line,effective_from,value,reason', ...values.map((value) => `${value},A test`), ''].join('\n')
  await house.change(parts, { 'seeds/parameter.csv': seed })
  const { run_id, state } = await house.build({ as_of })
  return { state, node: (await house.nodes(run_id))[audit] }
}

test('a parameter without a value for `*` on the last day before as_of parks the run', async () => {
  house = await openWarehouse(parts)
  expect((await house.build({ as_of: '2026-01-01' })).state).toBe('published')
  expect(await build('2026-01-01', 'a_days,*,2025-12-31,1', 'a_days,food,2026-03-01,2')).toMatchObject({ state: 'published' })
  expect(await build('2026-01-01', 'a_days,food,2000-01-01,1', 'b_days,*,2000-01-01,1')).toMatchObject({
    state: 'parked',
    node: { state: 'failed', error: expect.stringContaining('(1 row)') as string },
  })
  expect(await build('2026-01-01', 'a_days,*,2026-01-01,1')).toMatchObject({ state: 'parked', node: { state: 'failed' } })
  expect(await build('2026-01-02', 'a_days,*,2026-01-01,1')).toMatchObject({ state: 'published' })
})
