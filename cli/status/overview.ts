import type { Config } from '../../engine/project/config.ts'
import { openDatabase } from '../../engine/postgres/database.ts'
import { dayIn } from '../../engine/base/calendar_day.ts'
import { freshnessOf, readWarehouseState, type SourceState, type WarehouseState } from '../../engine/meta/warehouse_state.ts'
import { findDatabaseUrl } from '../../local/services.ts'
import { servicesStatus, type ServiceStatus } from '../../local/status.ts'
import { readNights, type Nights } from '../schedule/read_nights.ts'

/** Which servers run, and the state of the warehouse; if that cannot be read, `problem` says why. */
export type Overview = {
  services: ServiceStatus[]
  warehouse: (Omit<WarehouseState, 'sources'> & { sources: (SourceState & { freshness: ReturnType<typeof freshnessOf> })[] }) | null
  nights: Nights | null
  problem: string | null
}

/** Reads the overview from the servers and the database, as far as they answer. */
export async function readOverview(config: Config): Promise<Overview> {
  const services = await servicesStatus(config)
  const url = findDatabaseUrl(config)
  if (url === null || services.find(({ name }) => name === 'postgres')?.state !== 'running') {
    return { services, warehouse: null, nights: null, problem: 'Postgres does not answer: the state of the warehouse is unknown.' }
  }
  const database = openDatabase(url, 'memberhouse:status', 2)
  try {
    const { sources, ...state } = await readWarehouseState(database, dayIn(config.time_zone, new Date()))
    return {
      services,
      warehouse: { ...state, sources: sources.map((source) => ({ ...source, freshness: freshnessOf(source) })) },
      nights: await readNights(config, database),
      problem: null,
    }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // A missing table, column, function or schema.
    const problem = ['42P01', '42703', '42883', '3F000'].includes(code ?? '')
      ? 'The database has no schema of Memberhouse, or an older one. Run: memberhouse migrate'
      : `The state of the warehouse cannot be read: ${message}`
    return { services, warehouse: null, nights: null, problem }
  } finally {
    await database.end()
  }
}
