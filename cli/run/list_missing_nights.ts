import { z } from 'zod'
import { UsageError } from '../../engine/base/errors.ts'
import { formatTable, moment } from '../../engine/base/format_table.ts'
import { firstNight } from '../../engine/meta/missing_nights.ts'
import { nightsBetween } from '../../engine/meta/nights.ts'
import { readNights } from '../schedule/read_nights.ts'
import type { Warehouse } from '../warehouse.ts'

/** Prints the nights that published nothing and what can be done; exit code 1 if there are any. */
export async function listMissingNights(warehouse: Warehouse, { since: day, json }: { since?: string; json?: boolean }): Promise<void> {
  const { config, database } = warehouse
  const given = day === undefined ? undefined : startOfDay(day, config.schedule.time_zone)
  const nights = await readNights(config, database, given)
  const { since, missing } =
    nights.since === null ? await readNights(config, database, (await firstNight(database, 'published')) ?? new Date()) : nights
  if (missing.length > 0) process.exitCode = 1
  const { rows } = await database.query<{ as_of: string | null }>(
    'select release.as_of from meta.release where release.release = meta.current_release()',
  )
  const readers = rows[0]?.as_of ?? null
  if (json) return console.log(JSON.stringify({ since, published_as_of: readers, missing }, null, 2))
  const { at, time_zone } = config.schedule
  const from = day === undefined ? moment(since!) : day
  console.log(
    `Nights at ${at} in ${time_zone} since ${from}: ${missing.length === 0 ? 'none is missing.' : `${missing.length} published nothing.`}`,
  )
  if (nights.schedule === null) console.log('No nights are scheduled. Schedule them with: memberhouse schedule apply')
  if (nights.schedule?.is_paused) console.log('The schedule is paused. Resume it with: memberhouse schedule resume')
  if (missing.length === 0) return
  console.log(
    formatTable(
      ['night', 'as of', 'run', 'state'],
      missing.map((night) => [moment(night.nominal), night.as_of, night.run_id, night.state]),
    ),
  )
  const newest = missing.at(-1)!.as_of
  console.log(
    readers === null || newest > readers
      ? `Bring readers up to date with: memberhouse build --as-of ${newest}\nNothing is needed for the earlier nights: each night builds from all loaded facts.`
      : `Nothing needs to be done: readers are at ${readers}, and each night builds from all loaded facts. To see a missing day: memberhouse build --as-of ${newest} --no-publish`,
  )
}

/** One millisecond before a day begins in a zone, because nights are searched after this moment and one may begin at midnight. */
function startOfDay(day: string, time_zone: string): Date {
  if (!z.iso.date().safeParse(day).success) throw new UsageError(`--since: expected a date like 2026-06-01, got '${day}'`)
  const utc = Date.parse(`${day}T00:00:00Z`)
  const around = nightsBetween({ at: '00:00', time_zone }, time_zone, new Date(utc - 86_400_000), new Date(utc + 86_400_000))
  return new Date(around.find(({ as_of }) => as_of === day)!.nominal.getTime() - 1)
}
