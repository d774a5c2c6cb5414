import sql, { raw } from 'sql-template-tag'
import { identifier, inTransaction, type Database } from '../postgres/database.ts'
import { dropPartition } from './drop_partition.ts'

type Unpublished = { relation: string; version: number; store_table: string; partition: string | null }

/**
 * Takes back what runs wrote that never were published, so that the next build differs from the newest published version.
 * Their releases have ended before, so nobody reads these rows any more.
 */
export async function undoUnpublished(database: Database): Promise<void> {
  const { rows } = await database.query<Unpublished>(
    `select version.relation, version.version, relation.store_table, version.partition
     from meta.version
     inner join meta.release on release.release = version.version
     inner join meta.relation on relation.relation = version.relation
     where release.state = 'ended' and version.retired_at is null
     order by version.version desc`,
  )
  for (const version of rows) {
    if (!version.partition) await undoChanges(database, version)
    else if (await dropPartition(database, version.partition)) await forget(database, version)
  }
  await database.query(
    `with ended as (select release from meta.release where state = 'ended'),
     members as (delete from segment.snapshot_member where version in (select release from ended)),
     held as (delete from meta.release_relation where release in (select release from ended))
     select 1`,
  )
  await database.query(`delete from segment.snapshot where version in (select release from meta.release where state = 'ended')`)
}

/** Rows that the version ended are open again, rows that it wrote are gone. */
const undoChanges = (database: Database, version: Unpublished) =>
  inTransaction(database, async (connection) => {
    const table = raw(`store.${identifier(version.store_table)}`)
    await connection.query(sql`delete from ${table} where from_version = ${version.version}`)
    await connection.query(sql`update ${table} set to_version = default where to_version = ${version.version}`)
    await connection.query(sql`delete from meta.version where relation = ${version.relation} and version = ${version.version}`)
  })

const forget = (database: Database, { relation, version }: Unpublished) =>
  database.query(sql`delete from meta.version where relation = ${relation} and version = ${version}`)
