import type { Config } from '../../engine/project/config.ts'
import type { Database } from '../../engine/postgres/database.ts'
import { firstNight, missingNights, type MissingNight } from '../../engine/meta/missing_nights.ts'
import { findNightly, findWorkers, type Nightly } from './read_schedule.ts'
import { readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { withTemporal } from '../temporal_client.ts'

/** The nightly schedule and its missing nights. `schedule` is null when there is none, undefined when Temporal does not answer. */
export type Nights = { schedule: Nightly | null | undefined; workers: string[] | undefined; since: Date | null; missing: MissingNight[] }

/** Reads the schedule, its workers, and the nights missing since `given`, or since the schedule was created or first ran. */
export async function readNights(config: Config, database: Database, given?: Date): Promise<Nights> {
  const names = await readTemporalNames(database)
  const known = await withTemporal(config, async (client) => ({
    schedule: await findNightly(client, names, database),
    workers: await findWorkers(client, names),
  })).catch(() => ({ schedule: undefined, workers: undefined }))
  const since = given ?? known.schedule?.created_at ?? (await firstNight(database, 'scheduled'))
  return { ...known, since, missing: since === null ? [] : await missingNights(database, config, since) }
}
