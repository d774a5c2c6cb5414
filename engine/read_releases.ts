import sql from 'sql-template-tag'
import type { Database } from './database.ts'
import { MemberhouseError } from './errors.ts'

export type ReleaseRow = {
  release: number
  as_of: string
  state: string
  published_at: Date | null
  is_current: boolean
  lost: string[] | null
}

/** Releases that can be read, newest first. */
export async function listReleases(database: Database): Promise<ReleaseRow[]> {
  const { rows } = await database.query<ReleaseRow>(
    `select release.release, release.as_of, release.state, release.published_at,
         coalesce(pointer.release = release.release, false) as is_current, (
             select array_agg(held.relation order by held.relation)
             from meta.release_relation as held
             inner join meta.version on version.relation = held.relation and version.version = held.version
             where held.release = release.release and version.retired_at is not null
         ) as lost
     from meta.release cross join meta.pointer
     where release.state in ('published', 'candidate') order by release.release desc`,
  )
  return rows
}

export type HeldRelation = { relation: string; version: number; row_count: number | null; note: string | null }

/** The version of each relation that a release holds. */
export async function readRelease(database: Database, release: number): Promise<HeldRelation[]> {
  const { rows } = await database.query<HeldRelation>(
    sql`select held.relation, held.version, coalesce(version.row_count, snapshot.member_count) as row_count,
         case
             when version.retired_at is not null then 'retired: ' || version.retired_because
             when batch.batch_id is not null then 'loaded up to batch ' || held.version
             when snapshot.number is not null then 'snapshot ' || snapshot.number
             when held.version = held.release then 'new in this release'
         end as note
     from meta.release_relation as held
     left join meta.version on version.relation = held.relation and version.version = held.version
     left join meta.batch on batch.source = held.relation and batch.batch_id = held.version
     left join segment.snapshot on 'segment.' || snapshot.segment = held.relation and snapshot.version = held.version
     where held.release = ${release} order by held.relation`,
  )
  if (rows.length === 0)
    throw new MemberhouseError(`There is no release ${release} to read`, { hint: 'List releases with: memberhouse release list' })
  return rows
}
