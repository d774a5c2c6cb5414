import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import sql from 'sql-template-tag'
import type { Database } from './database.ts'

/** A connection of its own whose statement is cancelled in Postgres when `signal` says so. */
export async function onConnection<Result>(
  database: Database,
  name: string,
  signal: AbortSignal | undefined,
  work: (connection: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const connection = await database.connect()
  const over = { is: false }
  let cancelling: Promise<void> | undefined
  const cancel = () => {
    cancelling = cancelUntil(database, (connection as unknown as { processID: number }).processID, over)
  }
  let broken: Error | undefined
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', cancel)
    await connection.query(sql`select set_config('application_name', ${name.slice(0, 63)}, false)`)
    return await work(connection)
  } catch (error) {
    over.is = true
    await connection.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    over.is = true
    signal?.removeEventListener('abort', cancel)
    // A cancellation that came late would hit what the connection does next; so would the end of this run's backends.
    await cancelling
    if (!broken) connection.query('reset application_name').catch(() => {})
    connection.release(broken)
  }
}

/**
 * Cancels what a backend does, again and again, since between two statements there is nothing to cancel. On a connection
 * beside the pool's: those may all be waiting to be cancelled.
 */
async function cancelUntil(database: Database, pid: number, over: { is: boolean }): Promise<void> {
  while (!over.is) {
    const client = new pg.Client({ connectionString: database.options.connectionString })
    client.on('error', () => {})
    try {
      await client.connect()
      if (!over.is) await client.query(sql`select pg_cancel_backend(${pid})`)
    } catch {
      // Tried again below.
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(100)
  }
}
