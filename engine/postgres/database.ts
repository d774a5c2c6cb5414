import pg from 'pg'
import { watchConnections } from './watch_connections.ts'

export type Database = pg.Pool
export type Connection = pg.PoolClient | pg.Client

const { builtins } = pg.types

// Run ids, batch ids and counts fit a JavaScript number; larger keys stay text, as `numeric` does.
// Dates and timestamps without a zone stay text: a Date would convert them to this machine's time zone.
const parsers: Partial<Record<number, (value: string) => unknown>> = {
  [builtins.INT8]: (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value),
  [builtins.DATE]: (value) => value,
  [builtins.TIMESTAMP]: (value) => value,
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text'),
}

/** Opens a pool of connections to one database. `pg_stat_activity` shows `name`. */
export function openDatabase(url: string, name = 'memberhouse', max = 8): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    types,
    // After waiting for a lock, a statement must see what was committed meanwhile, so the database's own default does not apply.
    options: '-c datestyle=ISO,YMD -c default_transaction_isolation=read\\ committed',
    allowExitOnIdle: true,
    // Keep-alive finds a lost host within 20 s on an idle connection; watchConnections finds it during a statement.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 20_000,
  })
  watchConnections(pool)
  // The pool replaces an idle connection that the server closed, and a query on a lost connection fails.
  // Without these listeners, either event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

// A stopped process or a lost host must not keep its locks.
const silenceLimits = `set local idle_in_transaction_session_timeout = '30s'; set local client_connection_check_interval = '500ms'`

/** Runs `work` in one transaction: commits when it returns, rolls back when it throws. */
export async function inTransaction<Result>(database: Database, work: (connection: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await database.connect()
  let broken: Error | undefined
  try {
    await connection.query(`begin; ${silenceLimits}`)
    const result = await work(connection)
    await connection.query('commit')
    return result
  } catch (error) {
    await connection.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    connection.release(broken)
  }
}

/** Quotes a name for SQL (`identifier`) or a text (`literal`). */
export const identifier = (...parts: string[]): string => parts.map((part) => pg.escapeIdentifier(part)).join('.')
export const literal = (value: string): string => pg.escapeLiteral(value)
