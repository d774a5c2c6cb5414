import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, between, conserves, expression, moved, type Audit } from '../../../engine/project/contract.ts'
import { auditSelect, failOnNan } from '../../../engine/project/audit_selects.ts'
import { openDatabase, type Database } from '../../../engine/postgres/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  database = openDatabase(created.url)
})
afterAll(async () => {
  await database.end()
  await drop()
})

const columns = [
  { name: 'id', type: 'integer' },
  { name: 'amount', type: 'numeric' },
  { name: 'score', type: 'double precision' },
  { name: 'kind', type: 'text' },
]
const rows = `(values (1, 1::numeric, 0.5::float8, 'sale'), (2, 'NaN', 0.5, 'sale'), (3, 1, 'NaN', 'NaN'), (4, null, null, null))
    as audited (id, amount, score, kind)`

test.each<[string, Audit, number[]]>([
  ['no upper bound', between('amount', 0, null), [2]],
  ['no lower bound', between('amount', null, 5), [2]],
  ['both bounds', between('score', 0, 1), [3]],
  ['integers', between('id', 0, null), []],
  ['a condition that NaN meets', expression('money is money', 'amount = amount or amount is null'), [2]],
  ['a condition with an or', expression('positive', 'amount > 0 or score > 0 or id = 4'), [2, 3]],
  ['a condition that names no number', expression('known', `kind in ('sale', 'NaN') or kind is null`), []],
  ['texts', accepted('kind', ['sale', 'NaN']), []],
])('NaN fails an audit: %s', async (_, audit, failing) => {
  const { rows: found } = await database.query<{ id: number }>(`${auditSelect(failOnNan(audit, columns), rows, '')} order by id`)
  expect(found.map(({ id }) => id)).toEqual(failing)
})

test('an audit that compares whole relations is as it was declared', () => {
  const audit = moved({ by: 0.1, measure: 'sum(amount)' })
  expect(failOnNan(audit, columns)).toBe(audit)
})

test.each<[string, Audit, string, unknown[]]>([
  ['the same rows', conserves('sent'), rows, []],
  ['a lost row', conserves('sent'), '(values (1), (2), (3)) as audited (id)', [{ sent: 4, kept: 3 }]],
  ['rows without a sum', conserves('sent', 'sum(id)'), '(select null::integer as id)', [{ sent: 10, kept: null }]],
  ['another sum', conserves('sent', 'sum(id)'), '(values (1), (2), (3), (5)) as audited (id)', [{ sent: 10, kept: 11 }]],
])('a measure is conserved: %s', async (_, audit, kept, expected) => {
  const { rows: found } = await database.query(
    `with sent as (select * from ${rows}), kept as (select * from ${kept}) ${auditSelect(audit, 'kept', '')}`,
  )
  expect(found).toEqual(expected)
})
