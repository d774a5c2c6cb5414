import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../engine/postgres/database.ts'
import { migrate } from '../../../engine/meta/migrate.ts'
import { createTestDatabase } from '../../support/database.ts'

let url: string
let drop: () => Promise<void>
let database: Database
beforeEach(async () => {
  ;({ url, drop } = await createTestDatabase())
  database = openDatabase(url, 'memberhouse:test')
  // It can be done twice.
  await database.query(`delete from memberhouse_migration where name = '005_kept_in.sql'`)
})
afterEach(async () => {
  await database.end()
  await drop()
})

test('each migration is done once', async () => {
  expect(await migrate(url)).toEqual(['005_kept_in.sql'])
  expect(await migrate(url)).toEqual([])
})

test('a migration that waits for a reader gives up, changes nothing, and can be run again', async () => {
  const reader = await database.connect()
  await reader.query('begin; select from meta.version')
  await expect(migrate(url)).rejects.toMatchObject({
    message: expect.stringContaining('nothing of it was changed') as string,
    hint: expect.stringContaining('memberhouse migrate') as string,
  })
  await reader.query('rollback')
  reader.release()
  expect(await migrate(url)).toEqual(['005_kept_in.sql'])
})
