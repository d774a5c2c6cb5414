import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knex } from 'knex'
import type pg from 'pg'
import { inTransaction, openDatabase, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { readFunctions } from '../project/functions.ts'

const migrations = join(import.meta.dirname, '../../sql/migrations')

// A reader that comes meanwhile waits for the migration as well.
const patience = `set lock_timeout = '10s'`

/**
 * Brings the engine's schema up to date: each migration once, then the functions as they are now. Returns the names of new migrations.
 * Throws where one waits for somebody longer than 10 s.
 */
export async function migrate(url: string, folder = migrations): Promise<string[]> {
  // A fifth of a second to load, and nothing else needs it.
  const { default: knex } = await import('knex')
  const migrator = knex({
    client: 'pg',
    connection: url,
    pool: { min: 0, max: 2, afterCreate: (connection: pg.Client, done: () => void) => void connection.query(patience, done) },
    // What fails is thrown, without the text of the migration.
    log: { error() {}, warn() {} },
  })
  try {
    const [, applied] = (await migrator.migrate.latest({
      tableName: 'memberhouse_migration',
      migrationSource: {
        getMigrations: async () => (await readdir(folder)).sort(),
        getMigrationName: (name: string) => name,
        getMigration: async (name: string) => {
          const text = await readFile(join(folder, name), 'utf8')
          return {
            up: (database: Knex) => database.raw(text.replaceAll('?', '\\?')),
            down: () => Promise.reject(new Error('Migrations only go forward')),
          }
        },
      },
    })) as [number, string[]]
    const database = openDatabase(url, 'memberhouse:migrate', 1)
    await createFunctions(database, [...(await readFunctions()).values()]).finally(() => database.end())
    return applied
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error
    throw new MemberhouseError('Somebody uses what a migration changes, and did not end within 10 s: nothing of it was changed.', {
      hint: `See who: select pid, usename, xact_start, query from pg_stat_activity order by xact_start. Then run again: memberhouse migrate`,
      cause: error,
    })
  } finally {
    await migrator.destroy()
  }
}

/** Makes SQL functions what their files say. */
export const createFunctions = (database: Database, texts: string[]): Promise<unknown> =>
  inTransaction(database, (connection) => replaceFunctions(connection, texts))

/** The same in a transaction of the caller's. */
export const replaceFunctions = (connection: Connection, texts: string[]) =>
  // Two sessions at once would replace the same functions ("tuple concurrently updated").
  connection.query(
    `select pg_advisory_xact_lock(hashtext('memberhouse:migrate')); set local check_function_bodies = off; ${texts.join('\n')}`,
  )
