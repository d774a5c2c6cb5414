import sql from 'sql-template-tag'
import type { Database } from '../postgres/database.ts'
import type { DeletableVersion } from './store.ts'
import { stores } from './stores.ts'

/**
 * Deletes what runs wrote that were never published, so that the next build compares with the newest published version. Their releases
 * can no longer be read.
 */
export async function undoUnpublished(database: Database): Promise<void> {
  const { rows } = await database.query<DeletableVersion & { store: keyof typeof stores }>(
    `select version.relation, version.version, version.store, version.partition
     from meta.version
     inner join meta.release on release.release = version.version
     where release.state = 'ended' and version.retired_at is null
     order by version.version desc`,
  )
  for (const { store, ...version } of rows) {
    if (await stores[store].undo(database, version))
      await database.query(sql`delete from meta.version where relation = ${version.relation} and version = ${version.version}`)
  }
  await database.query(
    `with ended as (select release from meta.release where state = 'ended'),
     members as (delete from segment.snapshot_member where version in (select release from ended)),
     held as (delete from meta.release_relation where release in (select release from ended))
     select 1`,
  )
  await database.query(`delete from segment.snapshot where version in (select release from meta.release where state = 'ended')`)
}
