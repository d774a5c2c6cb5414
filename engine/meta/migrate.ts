import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knex } from 'knex'
import type pg from 'pg'
import { inTransaction, openDatabase, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { readFunctions } from '../project/functions.ts'

const migrations = join(import.meta.dirname, '../../sql/migrations')

// New readers queue behind a migration that waits for a lock, so the wait is short.
const lockTimeout = `set lock_timeout = '10s'`

/**
 * Updates the engine's schema: runs each new migration once, then replaces all SQL functions. Returns the names of the new migrations.
 * Throws when a migration waits for a lock longer than 10 s.
 */
export async function migrate(url: string, folder = migrations): Promise<string[]> {
  // Knex takes 0.2 s to load, and only migrations need it.
  const { default: knex } = await import('knex')
  const migrator = knex({
    client: 'pg',
    connection: url,
    pool: { min: 0, max: 2, afterCreate: (connection: pg.Client, done: () => void) => void connection.query(lockTimeout, done) },
    // Errors are thrown; knex would log them with the whole text of the migration.
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
    throw new MemberhouseError('A migration could not get a lock within 10 s and was rolled back: another session uses what it changes.', {
      hint: `See the sessions with: select pid, usename, xact_start, query from pg_stat_activity order by xact_start. Then run again: memberhouse migrate`,
      cause: error,
    })
  } finally {
    await migrator.destroy()
  }
}

/** Creates or replaces these SQL functions in one transaction. */
export const createFunctions = (database: Database, texts: string[]): Promise<unknown> =>
  inTransaction(database, (connection) => replaceFunctions(connection, texts))

/** Creates or replaces these SQL functions in the caller's transaction. */
export const replaceFunctions = (connection: Connection, texts: string[]) =>
  // Without the lock, two sessions that replace a function fail with "tuple concurrently updated".
  connection.query(
    `select pg_advisory_xact_lock(hashtext('memberhouse:migrate')); set local check_function_bodies = off; ${texts.join('\n')}`,
  )
