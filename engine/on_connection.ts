import type pg from 'pg'
import type { Database } from './database.ts'

/** A connection of its own whose statement is cancelled in Postgres when `signal` says so. */
export async function onConnection<Result>(database: Database, name: string, signal: AbortSignal | undefined, work: (connection: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await database.connect()
  const pid = (connection as unknown as { processID: number }).processID
  // Between two statements there is nothing to cancel, so it is said again until the work has ended.
  let again: NodeJS.Timeout | undefined
  const cancel = () => {
    const send = () => void database.query('select pg_cancel_backend($1)', [pid]).catch(() => {})
    send()
    again = setInterval(send, 250)
  }
  let broken: Error | undefined
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', cancel)
    await connection.query(`select set_config('application_name', $1, false)`, [name.slice(0, 63)])
    return await work(connection)
  } catch (error) {
    await connection.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    signal?.removeEventListener('abort', cancel)
    clearInterval(again)
    connection.release(broken)
  }
}
