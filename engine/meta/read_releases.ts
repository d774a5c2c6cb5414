import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { moment } from '../base/format_table.ts'

export type ReleaseRow = {
  release: number
  as_of: string
  state: string
  published_at: Date | null
  is_current: boolean
  pins: { name: string; actor: string; expires_at: string }[]
  lost: string[] | null
  retired_at: Date | null
  retired_because: string | null
}

/** Lists the releases that can be read, newest first; with `all` the retired ones too. */
export async function listReleases(database: Database, { all = false }: { all?: boolean } = {}): Promise<ReleaseRow[]> {
  const { rows } = await database.query<ReleaseRow>(
    sql`select release.release, release.as_of, release.state, release.published_at,
         coalesce(pointer.release = release.release, false) as is_current, (
             select coalesce(jsonb_agg(
                 jsonb_build_object('name', pin.name, 'actor', pin.actor, 'expires_at', pin.expires_at) order by pin.name
             ), '[]')
             from meta.pin where pin.release = release.release and pin.expires_at > clock_timestamp()
         ) as pins, (
             select array_agg(held.relation order by held.relation)
             from meta.release_relation as held
             inner join meta.version on version.relation = held.relation and version.version = held.version
             where held.release = release.release and release.state <> 'retired' and version.retired_at is not null
         ) as lost, release.retired_at, release.retired_because
     from meta.release cross join meta.pointer
     where release.state in ('published', 'candidate') or release.state = 'retired' and ${all}
     order by release.release desc`,
  )
  return rows
}

export type HeldRelation = { relation: string; version: number; row_count: number | null; note: string | null }

/** Lists the relations of a release with their versions. */
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

/** Throws unless a release is published. `done` completes the message: "Release 3 cannot be pinned: …". */
export async function requirePublished(database: Connection | Database, release: number, done: string): Promise<void> {
  const { rows } = await database.query<{
    state: string | null
    retired_at: Date | null
    retired_because: string | null
    published: string
  }>(
    sql`select given.state, given.retired_at, given.retired_because, coalesce(
         (select string_agg(release::text, ', ' order by release) from meta.release where state = 'published'), 'none'
     ) as published
     from (select) as one left join meta.release as given on given.release = ${release}`,
  )
  const { state, retired_at, retired_because, published } = rows[0]!
  if (state === 'published') return
  const why: Record<string, string> = {
    building: 'its run is not finished',
    candidate: 'it is a candidate, which is deleted when the next run starts',
    ended: 'it was never published and can no longer be read',
    retired: `it was retired at ${retired_at && moment(retired_at)}: ${retired_because}`,
  }
  throw new MemberhouseError(state === null ? `There is no release ${release}` : `Release ${release} cannot ${done}: ${why[state]}`, {
    hint: `Published releases: ${published}`,
  })
}
