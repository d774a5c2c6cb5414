import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../engine/postgres/database.ts'
import { migrate } from '../../../engine/meta/migrate.ts'
import { createTestDatabase } from '../../support/database.ts'

let url: string
let folder: string
let drop: () => Promise<void>
let database: Database
beforeEach(async () => {
  ;({ url, drop } = await createTestDatabase())
  database = openDatabase(url, 'memberhouse:test')
  folder = mkdtempSync(join(tmpdir(), 'memberhouse-migrations-'))
  cpSync(join(import.meta.dirname, '../../../sql/migrations'), folder, { recursive: true })
  writeFileSync(join(folder, '002_next.sql'), 'alter table meta.version add column next_column integer;')
})
afterEach(async () => {
  await database.end()
  await drop()
  rmSync(folder, { recursive: true })
})

test('each migration runs once', async () => {
  expect(await migrate(url, folder)).toEqual(['002_next.sql'])
  expect(await migrate(url, folder)).toEqual([])
})

test('a migration that cannot get its lock is rolled back and can be run again', async () => {
  const reader = await database.connect()
  await reader.query('begin; select from meta.version')
  await expect(migrate(url, folder)).rejects.toMatchObject({
    message: expect.stringContaining('was rolled back') as string,
    hint: expect.stringContaining('memberhouse migrate') as string,
  })
  await reader.query('rollback')
  reader.release()
  expect(await migrate(url, folder)).toEqual(['002_next.sql'])
})
