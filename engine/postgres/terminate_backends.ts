import sql from 'sql-template-tag'
import type { Connection, Database } from './database.ts'

/**
 * Terminates the backends that build a run, or one node of it. A worker that was stopped or cut off keeps its locks until its statement
 * ends, and its successor would wait for them.
 */
export async function terminateBackends(connection: Connection | Database, runId: number, node?: string): Promise<void> {
  const name = `memberhouse:${runId}:${node ?? ''}`.slice(0, 63)
  await connection.query(
    sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()
         and (application_name = ${name} or ${node === undefined} and starts_with(application_name, ${name}))`,
  )
}
