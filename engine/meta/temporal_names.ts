import { MemberhouseError } from '../base/errors.ts'
import type { Connection, Database } from '../postgres/database.ts'

/** How Temporal names the work of one database. People see the database's name as memo and summary of its workflows. */
export type TemporalNames = {
  database: string
  taskQueue: string
  scheduleId: string
  workflowId: string
  label: { memo: { database: string }; staticSummary: string }
}

/**
 * Reads the names from the database that the connection leads to. They hold the identity of the database: the id of its server and its oid.
 * So databases of one name on two servers do not mix, nor a restored copy and its original, and a database keeps its work when it is renamed.
 */
export async function readTemporalNames(connection: Database | Connection): Promise<TemporalNames> {
  const { rows } = await connection
    .query<{ database: string; identity: string }>(
      `select datname as database, format('memberhouse:%s:%s', system_identifier, pg_database.oid) as identity
       from pg_database cross join pg_control_system() where datname = current_database()`,
    )
    .catch((cause: Error & { code?: string }) => {
      throw cause.code === '42501' ? mayNotIdentify(cause) : cause
    })
  const { database, identity } = rows[0]!
  return {
    database,
    taskQueue: identity,
    scheduleId: `${identity}:nightly`,
    workflowId: `${identity}:run`,
    label: { memo: { database }, staticSummary: `Database ${database}` },
  }
}

/** Throws when the connection leads to another database than the one whose task queue is given. */
export async function checkServed(connection: Database | Connection, taskQueue: string): Promise<void> {
  const found = await readTemporalNames(connection)
  if (found.taskQueue === taskQueue) return
  throw new MemberhouseError(
    `This worker serves ${taskQueue}, but its DATABASE_URL now leads to another database, ${found.database} (${found.taskQueue}). Nothing was changed there.`,
    { hint: 'If DATABASE_URL leads to the wrong database, correct it. Then restart the worker.' },
  )
}

/** Whether a workflow belongs to this database. The runs in a copy of a database belong to the original. */
export const isOwnWorkflow = (workflowId: string, names: TemporalNames): boolean => workflowId.startsWith(`${names.workflowId}:`)

const mayNotIdentify = (cause: Error) =>
  new MemberhouseError(`The database cannot be identified: ${cause.message}`, {
    hint: 'As a superuser, run in this database: grant execute on function pg_control_system() to the role of DATABASE_URL.',
    cause,
  })
