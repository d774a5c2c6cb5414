import type pg from 'pg'
import sql from 'sql-template-tag'
import { lockLease } from '../meta/lease.ts'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { requirePublished } from '../meta/read_releases.ts'
import { recordEvent } from '../meta/record_event.ts'
import { removeRetired, type Removal } from '../store/remove_retired.ts'
import { keptVersions } from '../store/names.ts'

/** The retired releases, the deleted versions, and the versions that readers still hold. */
export type Retention = { retired: number[] } & Removal

/**
 * Retires the named releases, or else the published ones beyond the newest seven, and deletes the versions that no kept release needs.
 * Versions that readers still hold are deleted the next time, as are those that a killed process left.
 * Throws, and retires nothing, when a named release must be kept.
 */
export async function retireReleases(database: Database, named?: { releases: number[]; actor: string }): Promise<Retention> {
  const retired = await inTransaction(database, (connection) => markRetired(connection, named))
  return { retired, ...(await removeRetired(database)) }
}

async function markRetired(connection: pg.PoolClient, named?: { releases: number[]; actor: string }): Promise<number[]> {
  await connection.query(`set local lock_timeout = '30s'`)
  // Builds, publications, pins and resets lock this row too when they decide which versions they need.
  await lockLease(connection)
  for (const release of named?.releases ?? []) await requirePublished(connection, release, 'be retired')
  // A rollback locks its target before it moves the pointer: skip that release. A later rollback finds the ones locked here retired.
  const { rows: locked } = await connection.query<{ release: number }>(
    `select release from meta.release where state = 'published' order by release for update skip locked`,
  )
  await connection.query(`delete from meta.pin where expires_at <= clock_timestamp()`)
  const free = new Set(locked.map((row) => row.release))
  const published = await readPublished(connection)
  const chosen = named
    ? published.filter(({ release }) => named.releases.includes(release))
    : published.filter(({ release, kept_for, place }) => place > keptVersions && kept_for === null && free.has(release))
  const refused = named ? chosen.filter(({ release, kept_for }) => kept_for !== null || !free.has(release)) : []
  if (refused.length > 0) {
    const reasons = refused.map(({ release, kept_for }) => `Release ${release} cannot be retired: ${kept_for ?? 'it is being published'}`)
    throw new MemberhouseError(reasons.join('\n'), {
      hint: 'Nothing was changed. See what keeps each release with: memberhouse release list',
    })
  }

  const because = named ? `pruned by ${named.actor}` : `${keptVersions} newer ones are kept`
  const retired = chosen.map((row) => row.release)
  await connection.query(
    sql`update meta.release set state = 'retired', retired_at = clock_timestamp(), retired_because = ${because} where release = any(${retired})`,
  )
  for (const release of retired) await recordEvent(connection, release, 'retired', named?.actor ?? 'memberhouse', because)
  // Versions that were never published are not retired but undone: see undo_unpublished.ts.
  await connection.query(
    `update meta.version set retired_at = clock_timestamp(), retired_because = 'no kept release holds it'
     from meta.release
     where release.release = version.version and release.state in ('published', 'retired') and version.retired_at is null
         and not exists (
             select from meta.needed_version() as needed
             where needed.relation = version.relation and needed.version = version.version
         )`,
  )
  return retired
}

/** Reads the published releases, newest first, with the reason why each must be kept; null when it may be retired. */
async function readPublished(connection: Connection): Promise<{ release: number; place: number; kept_for: string | null }[]> {
  const { rows } = await connection.query<{ release: number; place: number; kept_for: string | null }>(
    `select release.release, row_number() over (order by release.release desc) as place, case
         when release.release = pointer.release or release.release = meta.current_release() then 'readers see it'
         when release.release = max(release.release) over () then 'it is the newest published one'
         else coalesce(
             (
                 select string_agg(format(
                     'it is pinned as %s until %s', pin.name, to_char(pin.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')
                 ), ' and ' order by pin.name)
                 from meta.pin where pin.release = release.release
             ),
             (
                 select string_agg(format('run %s builds on it', run.run_id), ' and ' order by run.run_id) from meta.run
                 where run.state in ('building', 'parked') and release.release in (run.base_release, run.expected_release)
             )
         )
     end as kept_for
     from meta.release cross join meta.pointer
     where release.state = 'published' order by release.release desc`,
  )
  return rows
}

/** Reports what a retention did, one line for each release and waiting version. */
export function reportRetention({ retired, waiting }: Retention, report: (line: string) => void): void {
  if (retired.length > 0) report(`Retired: ${retired.map((release) => `release ${release}`).join(', ')}`)
  for (const { relation, version, readers } of waiting)
    report(`Version ${version} of ${relation} is deleted later; it may still be read by ${readers}`)
}
