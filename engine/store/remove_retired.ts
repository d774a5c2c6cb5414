import sql, { raw } from 'sql-template-tag'
import { identifier, inTransaction, type Database } from '../postgres/database.ts'
import { dropPartition } from './drop_partition.ts'
import { lockHolders } from './wait_for_readers.ts'
import { openEnd } from './storage.ts'

type Removed = { relation: string; version: number; row_count: number }
type Waiting = { relation: string; version: number; readers: string }

/** Versions whose rows were taken away, and those that readers still hold. */
export type Removal = { removed: Removed[]; waiting: Waiting[] }

type Retired = {
  relation: string
  version: number
  store_table: string
  partition: string | null
  row_count: number
  readers: string | null
}

/** Takes away the rows of retired versions. Done again after it was broken off, it goes on where that ended. */
export async function removeRetired(database: Database): Promise<Removal> {
  const removal: Removal = { removed: [], waiting: [] }
  for (const retired of await readRetired(database)) {
    const { relation, version, readers } = retired
    const row_count = retired.partition === null ? await deleteRows(database, retired) : await dropVersion(database, retired)
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
 * Retired versions that are still there, and the transactions that may read them: those that began before and hold a snapshot. Others
 * get the error from their next statement on. Who may not see them waits as long as a reader's transaction may take.
 * Prepared transactions read no more, and a replication slot keeps rows for no reader: neither counts.
 */
async function readRetired(database: Database): Promise<Retired[]> {
  const { rows } = await database.query<Retired>(
    `select version.relation, version.version, relation.store_table, version.partition, version.row_count, coalesce(
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
             then 'whoever this role cannot see without pg_read_all_stats, for an hour'
         end
     ) as readers
     from meta.version inner join meta.relation on relation.relation = version.relation
     where version.retired_at is not null and version.removed_at is null
     order by version.relation, version.version`,
  )
  return rows
}

const dropVersion = async (database: Database, { partition, row_count, readers }: Retired): Promise<number | null> =>
  readers === null && (await dropPartition(database, partition!)) ? row_count : null

/**
 * Deletes the rows that held between two needed versions and in neither, a night's at a time; returns how many. Needs no reader's leave:
 * who sees a row gone sees its version retired too. What an unpublished run closed stays: it may be opened again.
 */
async function deleteRows(database: Database, { relation, version, store_table }: Retired): Promise<number> {
  const { rows } = await database.query<{ below: number; above: number }>(
    sql`select
         coalesce(max(needed.version) filter (where needed.version < ${version}), -1) as below,
         coalesce(
             min(needed.version) filter (where needed.version > ${version}),
             (select max(release) from meta.release where state in ('published', 'retired'))
         ) as above
     from meta.needed_version() as needed where needed.relation = ${relation}`,
  )
  const { below, above } = rows[0]!
  const table = `store.${identifier(store_table)}`
  let deleted = 0
  for (let at: number | null = below; at !== null;) {
    at = await inTransaction(database, async (connection) => {
      await connection.query(`select pg_advisory_xact_lock(hashtext('memberhouse:retention'))`)
      const next = await connection.query<{ ended: number | null; is_published: boolean }>(
        sql`select found.ended, release.state in ('published', 'retired') as is_published
         from (
             select min(to_version) as ended from ${raw(table)}
             where to_version > ${at} and to_version <= ${above} and to_version < ${raw(openEnd)}
         ) as found
         left join meta.release on release.release = found.ended`,
      )
      const { ended, is_published } = next.rows[0]!
      if (is_published) {
        const { rowCount } = await connection.query(
          sql`delete from ${raw(table)} where to_version = ${ended} and to_version < ${raw(openEnd)} and from_version > ${below}`,
        )
        deleted += rowCount!
      }
      return ended
    })
  }
  return deleted
}
