import sql from 'sql-template-tag'
import type { Connection, Database } from './database.ts'

/**
 * Ends what the builders of a run, or of one node, still have open in Postgres. A worker that is stopped or cut off keeps what its
 * transaction locked for as long as its statement takes; whoever goes on would wait for it.
 */
export async function endBackends(connection: Connection | Database, runId: number, node?: string): Promise<void> {
  const name = `memberhouse:${runId}:${node ?? ''}`.slice(0, 63)
  await connection.query(
    sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()
         and (application_name = ${name} or ${node === undefined} and starts_with(application_name, ${name}))`,
  )
}
