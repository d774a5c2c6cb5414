import pg from 'pg'
import { watchConnections } from './watch_connections.ts'

export type Database = pg.Pool
export type Connection = pg.PoolClient | pg.Client

const { builtins } = pg.types

// Numbers of runs, batches and rows fit a number; keys of 64 bits don't and stay text, as `numeric` does.
// Dates and zoneless timestamps are text: a Date would move them into this machine's zone.
const parsers: Partial<Record<number, (value: string) => unknown>> = {
  [builtins.INT8]: (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value),
  [builtins.DATE]: (value) => value,
  [builtins.TIMESTAMP]: (value) => value,
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text'),
}

/** A pool of connections to one database; `name` is shown in `pg_stat_activity`. */
export function openDatabase(url: string, name = 'memberhouse', max = 8): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    types,
    // Who waited for a lock must see what was written meanwhile, whatever the database's own default.
    options: '-c datestyle=ISO,YMD -c default_transaction_isolation=read\\ committed',
    allowExitOnIdle: true,
    // A host that vanished is noticed after 20 s where nothing is under way, and where it is by the watch.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 20_000,
  })
  watchConnections(pool)
  // An idle connection that the server closes is replaced when next needed, and one in use fails its query;
  // unheard, either error would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

// A process that is stopped, or whose host is gone, must not keep what its transaction locked.
const whileSilent = `set local idle_in_transaction_session_timeout = '30s'; set local client_connection_check_interval = '500ms'`

/** Runs `work` in one transaction on one connection: committed when it returns, rolled back when it throws. */
export async function inTransaction<Result>(database: Database, work: (connection: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await database.connect()
  let broken: Error | undefined
  try {
    await connection.query(`begin; ${whileSilent}`)
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

/** A name as SQL: quoted where it must be. */
export const identifier = (...parts: string[]): string => parts.map((part) => pg.escapeIdentifier(part)).join('.')
export const literal = (value: string): string => pg.escapeLiteral(value)
