import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyIntegers } from '../../../engine/postgres/copy_integers.ts'
import { createTestDatabase } from '../../support/database.ts'

let drop: () => Promise<void>
let client: pg.Client
beforeAll(async () => {
  const database = await createTestDatabase()
  drop = database.drop
  client = new pg.Client(database.url)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await drop()
})

const read = async (select: string, columns: number) => {
  const rows: (bigint | null)[][] = []
  await copyIntegers(client, select, columns, ({ upper, lower, isNull }) => {
    const valueAt = (column: number) => (isNull[column] === 1 ? null : BigInt(upper[column]!) * 2n ** 32n + BigInt(lower[column]! >>> 0))
    rows.push([...upper.keys()].map(valueAt))
  })
  return rows
}
const integer = (bits: bigint) => {
  const [min, max] = [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n]
  return fc.option(fc.oneof(fc.constantFrom(min, min + 1n, -1n, 0n, 1n, max), fc.bigInt({ min, max })))
}

test('reads integers of all sizes, booleans and nulls', async () => {
  const row = fc.tuple(integer(64n), integer(32n), integer(16n), fc.option(fc.boolean().map((value) => (value ? 1n : 0n))))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
      const listed = rows.map((values, place) => `(${[BigInt(place), ...values].map((value) => value?.toString() ?? 'null').join(', ')})`)
      const given = listed.length === 0 ? 'select where false' : `values ${listed.join(', ')}`
      const columns = listed.length === 0 ? ['null', 'null', 'null', 'null'] : ['b', 'c', 'd', 'e']
      const select = `select ${['bigint', 'integer', 'smallint', 'integer::boolean'].map((type, place) => `${columns[place]!}::${type}`).join(', ')}
        from (${given}) as given${listed.length === 0 ? '' : '(a, b, c, d, e) order by a'}`
      expect(await read(select, 4)).toEqual(rows)
    }),
    { numRuns: 100 },
  )
})

test('a notice between two rows is not read as a row', async () => {
  await client.query(`create function pg_temp.noticed(n integer) returns integer language plpgsql as $$
    begin if n % 2 = 0 then raise notice 'at %', n; end if; return n; end $$`)
  expect(await read('select pg_temp.noticed(n) as n from generate_series(1, 5) as n', 1)).toEqual([[1n], [2n], [3n], [4n], [5n]])
})

test('reads rows that are split over many network packets', async () => {
  let [count, sum] = [0, 0]
  await copyIntegers(client, 'select n, n::integer as same from generate_series(1, 300000) as n', 2, ({ lower }) => {
    count++
    sum += lower[0]! + lower[1]!
  })
  expect([count, sum]).toEqual([300_000, 300_000 * 300_001])
})

test('throws on a column that is not an integer, an error of Postgres and an error of the callback; the connection stays usable', async () => {
  await expect(read(`select 1 as one, 'x' as name`, 2)).rejects.toThrow(/column name is not an integer/)
  await expect(read('select 1 as one', 2)).rejects.toThrow(/expected 2 columns, got 1/)
  await expect(read('select 1 / (n - 200000) as one from generate_series(1, 300000) as n', 1)).rejects.toThrow(/division by zero/)
  const failing = () => {
    throw new Error('enough')
  }
  await expect(copyIntegers(client, 'select generate_series(1, 10) as n', 1, failing)).rejects.toThrow(/enough/)
  expect(await read('select 7 as n', 1)).toEqual([[7n]])
})

test('throws when the connection is lost between two rows', async () => {
  const cut = new pg.Client((client as unknown as { connectionParameters: pg.ClientConfig }).connectionParameters)
  cut.on('error', () => {})
  await cut.connect()
  const { rows } = await cut.query<{ pid: number }>('select pg_backend_pid() as pid')
  let seen = 0
  const reading = copyIntegers(cut, 'select generate_series(1, 100000000) as n', 1, () => {
    if (seen++ === 0) void client.query(`select pg_terminate_backend(${rows[0]!.pid})`)
  })
  await expect(reading).rejects.toThrow()
  await cut.end()
})
