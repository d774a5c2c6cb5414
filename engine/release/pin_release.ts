import sql from 'sql-template-tag'
import { inTransaction, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { moment } from '../base/format_table.ts'
import { requirePublished } from '../meta/read_releases.ts'
import { recordEvent } from '../meta/record_event.ts'

/** When a pin expires: some days from now, at a moment, or at the end of a day in a time zone. */
export type PinTime = { days: number } | { until: string; time_zone: string }

/** Pins a published release under a name: it is not retired until the pin expires. Returns when that is. */
export function pinRelease(database: Database, release: number, name: string, time: PinTime, actor: string): Promise<Date> {
  return inTransaction(database, async (connection) => {
    // Retention and resets lock this row too: either they see this pin, or it sees their changes.
    await connection.query('select from meta.lease for share')
    await requirePublished(connection, release, 'be pinned')
    const expiresAt =
      'days' in time
        ? sql`clock_timestamp() + make_interval(days => ${time.days})`
        : sql`(select case
                  when given.until ~ '^.{10}$' then (given.until::date + 1)::timestamp at time zone ${time.time_zone}
                  when given.until ~ '(Z|[+-]\\d\\d:\\d\\d)$' then given.until::timestamptz
                  else given.until::timestamp at time zone ${time.time_zone}
              end from (select ${time.until}::text as until) as given)`
    const { rows } = await connection.query<{ expires_at: Date; is_past: boolean }>(
      sql`insert into meta.pin as known (name, release, actor, expires_at) values (${name}, ${release}, ${actor}, ${expiresAt})
       on conflict (name) do update
       set release = excluded.release, actor = excluded.actor, pinned_at = excluded.pinned_at, expires_at = excluded.expires_at
       where known.expires_at <= clock_timestamp()
       returning expires_at, expires_at <= clock_timestamp() as is_past`,
    )
    if (!rows[0]) throw await nameTaken(connection, name)
    const { expires_at, is_past } = rows[0]
    if (is_past) throw new MemberhouseError(`The pin would expire in the past: ${moment(expires_at)}`, { hint: 'Use a later date.' })
    await recordEvent(connection, release, 'pinned', actor, `as ${name} until ${moment(expires_at)}`)
    return expires_at
  })
}

async function nameTaken(connection: Parameters<typeof requirePublished>[0], name: string): Promise<MemberhouseError> {
  const { rows } = await connection.query<{ release: number; actor: string; expires_at: Date }>(
    sql`select release, actor, expires_at from meta.pin where name = ${name}`,
  )
  const { release, actor, expires_at } = rows[0]!
  return new MemberhouseError(`The pin ${name} exists already: ${actor} pinned release ${release} until ${moment(expires_at)}`, {
    hint: `Use another name, or remove that pin first: memberhouse release unpin ${name}`,
  })
}

/** Removes a pin and returns its release, which stays until retention retires it. */
export function unpinRelease(database: Database, name: string, actor: string): Promise<number> {
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ release: number }>(sql`delete from meta.pin where name = ${name} returning release`)
    if (!rows[0]) {
      const known = await connection.query<{ names: string | null }>(
        `select string_agg(name, ', ' order by name) as names from meta.pin where expires_at > clock_timestamp()`,
      )
      const { names } = known.rows[0]!
      throw new MemberhouseError(`There is no pin ${name}`, { hint: names === null ? 'Nothing is pinned.' : `Pins: ${names}` })
    }
    await recordEvent(connection, rows[0].release, 'unpinned', actor, name)
    return rows[0].release
  })
}
