import type { Config } from '../engine/project/config.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { containerUrl, startContainer, stopContainer } from './postgres/container.ts'
import type { Report } from './base/report.ts'
import { postgresStatus, startPostgres, stopPostgres } from './postgres/server.ts'
import { tryConnect } from './postgres/launch.ts'
import { startTemporal, stopTemporal, checkTemporal, temporalStatus } from './temporal/server.ts'

// The servers of a laptop, as the commands use them. postgres/ and temporal/ start, stop and find one server each; worker.ts does so for the
// worker. base/ holds what they share: processes that outlive a command, locks, ports and state files. This file chooses between local
// servers and those that the environment names; status.ts asks each of them for its state.

/** The addresses of a project's servers. */
export interface Services {
  databaseUrl: string
  temporalAddress: string
  /** Null if the Temporal server is not a local one. */
  temporalUiUrl: string | null
}

/** Makes sure that Postgres and Temporal answer: those that the environment names, otherwise local ones, started if necessary. */
export async function ensureServices(config: Config, report: Report): Promise<Services> {
  const [postgres, temporal] = await Promise.allSettled([ensurePostgres(config, report), ensureTemporal(config, report)])
  if (postgres.status === 'fulfilled' && temporal.status === 'fulfilled') return { databaseUrl: postgres.value, ...temporal.value }
  const [first, second] = [postgres, temporal].flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []))
  if (first === undefined || second === undefined || first.message === second.message) throw first!
  const hint = [first, second].flatMap((error) => (error instanceof MemberhouseError && error.hint ? [error.hint] : [])).join('\n')
  throw new MemberhouseError(`${first.message}\n${second.message}`, { hint, cause: first })
}

/** Stops the local servers of a project and returns the names of those that ran. */
export async function stopServices(config: Config, report: Report): Promise<string[]> {
  const stopped = await Promise.all([
    config.postgres === 'container' ? stopContainer(config.home, report) : stopPostgres(config.home, report),
    stopTemporal(config.home, report),
  ])
  return ['Postgres', 'Temporal'].filter((_, index) => stopped[index])
}

/** The addresses of the project's servers, without connecting to them. Throws if a local one does not run. */
export function findServices(config: Config): Services {
  const databaseUrl = findDatabaseUrl(config)
  const temporal = findTemporalAddress(config)
  const missing = [databaseUrl === null ? 'Postgres' : null, temporal === null ? 'Temporal' : null].filter((name) => name !== null)
  if (databaseUrl === null || temporal === null) throw notRunning(missing)
  return { databaseUrl, ...temporal }
}

/** The URL of the project's database, or null if its local Postgres does not run. */
export const findDatabaseUrl = (config: Config): string | null =>
  config.database_url ?? (config.postgres === 'container' ? containerUrl(config.home) : postgresStatus(config.home).url)

/** The address of the project's Temporal, or null if its local server does not run. */
export function findTemporalAddress(config: Config): Omit<Services, 'databaseUrl'> | null {
  if (config.temporal_address !== undefined) return { temporalAddress: config.temporal_address, temporalUiUrl: null }
  const { address, uiUrl } = temporalStatus(config.home)
  return address === null ? null : { temporalAddress: address, temporalUiUrl: uiUrl }
}

/** The error of a command that needs a server that does not run. */
export const notRunning = (names: string[]): MemberhouseError =>
  new MemberhouseError(`${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not running.`, {
    hint: `Start ${names.length === 1 ? 'it' : 'them'} with: memberhouse up`,
  })

async function ensurePostgres(config: Config, report: Report): Promise<string> {
  if (config.database_url === undefined) {
    return (await (config.postgres === 'container' ? startContainer(config.home, report) : startPostgres(config.home, report))).url
  }
  const answer = await tryConnect(config.database_url)
  if (answer === true) return config.database_url
  throw new MemberhouseError(`The Postgres of DATABASE_URL does not answer: ${answer instanceof Error ? answer.message : String(answer)}`, {
    hint: 'Correct DATABASE_URL, or unset it to run a local Postgres.',
    cause: answer,
  })
}

async function ensureTemporal(config: Config, report: Report): Promise<Omit<Services, 'databaseUrl'>> {
  if (config.temporal_address === undefined) {
    const { address, uiUrl } = await startTemporal(config, report)
    return { temporalAddress: address, temporalUiUrl: uiUrl }
  }
  const refusal = await checkTemporal(config.temporal_address, config.temporal_namespace)
  if (refusal === null) return { temporalAddress: config.temporal_address, temporalUiUrl: null }
  throw new MemberhouseError(`Cannot use the Temporal server of TEMPORAL_ADDRESS ${config.temporal_address}: ${refusal}`, {
    hint: 'Correct TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, or unset them to run a local server.',
  })
}
