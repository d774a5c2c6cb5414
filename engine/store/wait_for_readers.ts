import { setTimeout as delay } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { storedIn } from './names.ts'

/** Repeats what a reader's lock held up for a second, for 5 minutes in all, telling `report` who reads. */
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
      report(`${relation} waits to be changed: it is read by ${blockers}`)
      // Readers that came meanwhile queue behind the attempt: they get their turn.
      await delay(2000, undefined, { signal })
    }
  }
}

/** The transactions that hold a relation, or the table that it is stored in. */
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
