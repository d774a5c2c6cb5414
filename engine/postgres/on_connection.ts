import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import sql from 'sql-template-tag'
import type { Database } from './database.ts'

/** Runs `work` on a connection of its own. When `signal` aborts, the running statement is cancelled in Postgres. */
export async function onConnection<Result>(
  database: Database,
  name: string,
  signal: AbortSignal | undefined,
  work: (connection: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const connection = await database.connect()
  const finished = { is: false }
  let cancelling: Promise<void> | undefined
  const cancel = () => {
    cancelling = cancelUntil(database, (connection as unknown as { processID: number }).processID, finished)
  }
  let broken: Error | undefined
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', cancel)
    await connection.query(sql`select set_config('application_name', ${name.slice(0, 63)}, false)`)
    return await work(connection)
  } catch (error) {
    finished.is = true
    await connection.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    finished.is = true
    signal?.removeEventListener('abort', cancel)
    // A late cancellation, or terminateBackends by this name, would hit the next user of the connection.
    await cancelling
    if (!broken) connection.query('reset application_name').catch(() => {})
    connection.release(broken)
  }
}

/**
 * Cancels a backend's statement until the work has finished: a cancellation between two statements has no effect. It uses a connection
 * outside the pool, since all of the pool's may be waiting to be cancelled.
 */
async function cancelUntil(database: Database, pid: number, finished: { is: boolean }): Promise<void> {
  while (!finished.is) {
    const client = new pg.Client({ connectionString: database.options.connectionString })
    client.on('error', () => {})
    try {
      await client.connect()
      if (!finished.is) await client.query(sql`select pg_cancel_backend(${pid})`)
    } catch {
      // The loop tries again.
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(100)
  }
}
