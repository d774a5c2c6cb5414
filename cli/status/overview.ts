import type { Config } from '../../engine/project/config.ts'
import { openDatabase, type Database } from '../../engine/postgres/database.ts'
import { dayIn } from '../../engine/base/logical_date.ts'
import { firstNight, missingNights, type MissingNight } from '../../engine/meta/missing_nights.ts'
import { freshnessOf, readWarehouseState, type SourceState, type WarehouseState } from '../../engine/meta/warehouse_state.ts'
import { findDatabaseUrl } from '../../local/services.ts'
import { servicesStatus, type ServiceStatus } from '../../local/status.ts'
import { findNightly, findWorkers, type Nightly } from '../schedule/nightly_schedule.ts'
import { withTemporal } from '../temporal_client.ts'

/** The nights as Temporal and the database know them: `schedule` is null where there is none, undefined where Temporal cannot be asked. */
export type Nights = { schedule: Nightly | null | undefined; workers: string[] | undefined; since: Date | null; missing: MissingNight[] }

/** What an engineer wants to know first: which servers run, and how the warehouse does, or why that cannot be told. */
export type Overview = {
  services: ServiceStatus[]
  warehouse: (Omit<WarehouseState, 'sources'> & { sources: (SourceState & { freshness: ReturnType<typeof freshnessOf> })[] }) | null
  nights: Nights | null
  problem: string | null
}

/** Asks servers and database, and tells what of them answers. */
export async function readOverview(config: Config): Promise<Overview> {
  const services = await servicesStatus(config)
  const url = findDatabaseUrl(config)
  if (url === null || services.find(({ name }) => name === 'postgres')?.state !== 'running') {
    return { services, warehouse: null, nights: null, problem: 'Postgres does not answer: how the warehouse does cannot be told.' }
  }
  const database = openDatabase(url, 'memberhouse:status', 2)
  try {
    const { sources, ...state } = await readWarehouseState(database, dayIn(config.time_zone, new Date()))
    return {
      services,
      warehouse: { ...state, sources: sources.map((source) => ({ ...source, freshness: freshnessOf(source) })) },
      nights: await readNights(config, url, database),
      problem: null,
    }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // A table, column or function that is not there.
    const problem = ['42P01', '42703', '42883', '3F000'].includes(code ?? '')
      ? 'The database has no schema of Memberhouse, or an older one: memberhouse migrate'
      : `How the warehouse does cannot be told: ${message}`
    return { services, warehouse: null, nights: null, problem }
  } finally {
    await database.end()
  }
}

/** Which nights there should have been, since `since`, or else since the schedule was made or first ran. */
export async function readNights(config: Config, url: string, database: Database, given?: Date): Promise<Nights> {
  const known = await withTemporal(config, async (client) => ({
    schedule: await findNightly(client, url, database),
    workers: await findWorkers(client, url),
  })).catch(() => ({ schedule: undefined, workers: undefined }))
  const since = given ?? known.schedule?.created_at ?? (await firstNight(database, 'scheduled'))
  return { ...known, since, missing: since === null ? [] : await missingNights(database, config, since) }
}
