import sql, { raw } from 'sql-template-tag'
import { inTransaction, type Database } from '../../postgres/database.ts'
import { openEnd, storedIn } from '../names.ts'
import type { RetiredVersion } from '../store.ts'

/**
 * Deletes the rows that hold between two needed versions and in neither, a night's at a time; returns how many. Waits for no reader: a
 * transaction that sees a row deleted sees its version retired too. Rows that an unpublished run closed stay: they may be opened again.
 */
export async function deleteRetiredRows(database: Database, { relation, version }: RetiredVersion): Promise<number> {
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
  const table = storedIn(relation)
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
