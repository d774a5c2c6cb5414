import sql from 'sql-template-tag'
import type { Database } from '../postgres/database.ts'
import type { RetiredVersion } from './store.ts'
import { stores } from './stores.ts'
import { lockHolders } from './wait_for_readers.ts'

type Removed = { relation: string; version: number; row_count: number }
type Waiting = { relation: string; version: number; readers: string }

/** Versions whose rows were deleted, and those that readers still hold. */
export type Removal = { removed: Removed[]; waiting: Waiting[] }

type Retired = RetiredVersion & { store: keyof typeof stores }

/** Deletes the rows of retired versions. Run again after it was interrupted, it continues. */
export async function removeRetired(database: Database): Promise<Removal> {
  const removal: Removal = { removed: [], waiting: [] }
  for (const retired of await readRetired(database)) {
    const { relation, version, readers } = retired
    const row_count = await stores[retired.store].retire(database, retired)
    if (row_count === null) {
      removal.waiting.push({ relation, version, readers: readers ?? (await lockHolders(database, relation)) })
      continue
    }
    await database.query(
      sql`update meta.version set removed_at = clock_timestamp(), partition = null where relation = ${relation} and version = ${version}`,
    )
    removal.removed.push({ relation, version, row_count })
  }
  return removal
}

/**
 * Retired versions that are still stored, and the transactions that may read them: those that began before and hold a snapshot. Others get
 * the error from their next statement on. Without pg_read_all_stats it waits as long as a reader's transaction may take. Prepared
 * transactions read no more, and a replication slot keeps rows for no reader: neither counts.
 */
async function readRetired(database: Database): Promise<Retired[]> {
  const { rows } = await database.query<Retired>(
    `select version.relation, version.version, version.store, version.partition, version.row_count, coalesce(
         (
             select string_agg(
                 format('pid %s (%s, since %s)', activity.pid, activity.application_name, date_trunc('second', activity.xact_start)), ', '
             )
             from pg_stat_activity as activity
             where activity.datname = current_database() and activity.backend_type = 'client backend'
                 and activity.pid <> pg_backend_pid() and activity.backend_xmin is not null
                 and activity.xact_start <= version.retired_at
         ),
         case when not pg_has_role('pg_read_all_stats', 'usage') and version.retired_at > clock_timestamp() - interval '1 hour'
             then 'sessions hidden from this role without pg_read_all_stats; assumed for one hour'
         end
     ) as readers
     from meta.version
     where version.retired_at is not null and version.removed_at is null
     order by version.relation, version.version`,
  )
  return rows
}
