import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../engine/postgres/database.ts'
import { loadFiles } from '../../../engine/load/load_files.ts'
import shop from '../../../models/ods/sales/online_retail_line.ts'
import { createTestDatabase } from '../../support/database.ts'
import { createSourceTable } from '../../support/source_table.ts'

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  database = openDatabase(created.url)
  await createSourceTable(database, shop)
})
afterAll(async () => {
  await database.end()
  await drop()
})

const folder = join(import.meta.dirname, '../../../seeds/online_retail')

test('the six months of the real web store load, all 209,029 lines, and a second load reports that nothing is new', async () => {
  const first = await loadFiles(database, [shop], [folder], () => {})
  expect(first.map(({ state }) => state)).toEqual(new Array(6).fill('loaded'))
  expect(first.reduce((sum, { rows_accepted }) => sum + rows_accepted, 0)).toBe(209_029)
  const { rows } = await database.query(
    `select count(distinct invoice_no) as invoices, count(distinct customer_id) as customers, count(customer_id) as lines_of_customers, sum(quantity * unit_price) as net
     from store.ods_online_retail_line`,
  )
  expect(rows).toEqual([{ invoices: 10_783, customers: 2_767, lines_of_customers: 149_053, net: '3706827.641' }])
  const again = await loadFiles(database, [shop], [folder], () => {})
  expect(again.map(({ state }) => state)).toEqual(new Array(6).fill('known'))
  const { rows: batches } = await database.query('select count(*) as count from meta.batch')
  expect(batches).toEqual([{ count: 6 }])
})
