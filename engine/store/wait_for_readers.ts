import { setTimeout as delay } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { storedIn } from './names.ts'

/** Retries work that a reader's lock blocks, for 5 minutes in total, and reports the reading transactions. */
export async function waitForReaders(
  database: Database,
  relation: string,
  report: (line: string) => void,
  work: () => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + 5 * 60_000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error
      const blockers = await lockHolders(database, relation)
      if (Date.now() > deadline) {
        throw new MemberhouseError(`${relation} could not be changed within 5 minutes: it is read by ${blockers}`, {
          hint: 'End that transaction (select pg_terminate_backend(<pid>)) and build again.',
          cause: error,
        })
      }
      report(`${relation} is waiting to be changed: it is read by ${blockers}`)
      // New readers queue behind the attempt: let them through.
      await delay(2000, undefined, { signal })
    }
  }
}

/** The transactions that hold a lock on a relation or on its table. */
export async function lockHolders(database: Database, relation: string): Promise<string> {
  const stored = storedIn(relation)
  const { rows } = await database.query<{ holder: string }>(
    sql`select distinct format('pid %s (%s, since %s)', activity.pid, activity.application_name, date_trunc('second', activity.xact_start)) as holder
     from pg_locks inner join pg_stat_activity as activity on activity.pid = pg_locks.pid
     where pg_locks.granted and pg_locks.pid <> pg_backend_pid()
         and pg_locks.relation = any(array[to_regclass(${relation}), to_regclass(${stored})])`,
  )
  return rows.map((row) => row.holder).join(', ') || 'a transaction that has just ended'
}
