import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { markAsDemo, startAfresh } from '../../cli/demo/start_afresh.ts'
import { readConfig } from '../../engine/project/config.ts'
import { openDatabase, type Database } from '../../engine/postgres/database.ts'
import { migrate } from '../../engine/meta/migrate.ts'
import { createTestDatabase } from '../support/database.ts'

const config = await readConfig(join(import.meta.dirname, '../..'), {})
let database: Database
let url: string
let drop: () => Promise<void>
beforeEach(async () => {
  ;({ url, drop } = await createTestDatabase())
  database = openDatabase(url)
})
afterEach(async () => {
  await database.end()
  await drop()
})

const loaded = async (source: string, file_name: string) => {
  await database.query('insert into meta.source (source) values ($1)', [source])
  await database.query(
    `insert into meta.batch (source, state, file_name, rows_read, rows_accepted, rows_unchanged, rows_rejected, rows_deleted)
     values ($1, 'loaded', $2, 1, 1, 0, 0, 0)`,
    [source, file_name],
  )
}
const hasSchema = async (name: string) =>
  (await database.query<{ has: boolean }>('select to_regnamespace($1) is not null as has', [name])).rows[0]!.has

describe('the demo starts with an empty database', () => {
  test('the data of an earlier demo are deleted, of either retailer, and the database can be migrated again', async () => {
    await markAsDemo(database)
    await loaded('ods.shop_order', 'shop_order_2024-01.csv')
    await loaded('ods.event', 'event_2026-06-30.ndjson')
    await loaded('ods.online_retail_line', 'online_retail_2010-12.csv.gz')
    await startAfresh(database, config)
    expect(await hasSchema('meta')).toBe(false)
    await migrate(url)
    expect(await hasSchema('registry')).toBe(true)
  })

  test('a demo in an unmarked database is deleted if it holds only the files of online_retail', async () => {
    await loaded('ods.online_retail_line', 'online_retail_2011-05.csv.gz')
    await startAfresh(database, config)
    expect(await hasSchema('meta')).toBe(false)
  })

  test.each([
    ['a file of the same name, in a database that is no demo', false, 'ods.shop_order', 'shop_order_2024-01.csv'],
    ['a file of a later day than the demo', true, 'ods.shop_order', 'shop_order_2026-07-01.csv'],
    ['a file of another source', true, 'ods.newsletter_signup', 'newsletter_2011-05.csv'],
  ])('a database with other files is not touched: %s', async (_, isDemo, source, file) => {
    if (isDemo) await markAsDemo(database)
    await loaded(source, file)
    await expect(startAfresh(database, config)).rejects.toThrow(
      `The demo starts from an empty database, and this one holds ${file} in ${source}`,
    )
    expect(await hasSchema('meta')).toBe(true)
  })
})
