import type { Config } from '../engine/project/config.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { containerUrl, startContainer, stopContainer } from './postgres/container.ts'
import type { Report } from './base/report.ts'
import { answers, postgresStatus, startPostgres, stopPostgres } from './postgres/server.ts'
import { startTemporal, stopTemporal, temporalAnswers, temporalStatus } from './temporal/server.ts'

/** How the servers of a project are reached. */
export interface Services {
  databaseUrl: string
  temporalAddress: string
  /** Null where the Temporal server is not ours. */
  temporalUiUrl: string | null
}

/** Makes sure that Postgres and Temporal answer: those that the environment names, or else local ones, started when they don't run. */
export async function ensureServices(config: Config, report: Report): Promise<Services> {
  const [postgres, temporal] = await Promise.allSettled([ensurePostgres(config, report), ensureTemporal(config, report)])
  if (postgres.status === 'fulfilled' && temporal.status === 'fulfilled') return { databaseUrl: postgres.value, ...temporal.value }
  const [first, second] = [postgres, temporal].flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []))
  if (first === undefined || second === undefined || first.message === second.message) throw first!
  const hint = [first, second].flatMap((error) => (error instanceof MemberhouseError && error.hint ? [error.hint] : [])).join('\n')
  throw new MemberhouseError(`${first.message}\n${second.message}`, { hint, cause: first })
}

/** Stops the local servers of a project; says which ran. */
export async function stopServices(config: Config, report: Report): Promise<string[]> {
  const stopped = await Promise.all([
    config.postgres === 'container' ? stopContainer(config.home, report) : stopPostgres(config.home, report),
    stopTemporal(config.home, report),
  ])
  return ['Postgres', 'Temporal'].filter((_, index) => stopped[index])
}

/** How the servers of a project are reached, when they run; asks none of them. */
export function findServices(config: Config): Services {
  const databaseUrl = findDatabaseUrl(config)
  const temporal = findTemporalAddress(config)
  const missing = [databaseUrl === null ? 'Postgres' : null, temporal === null ? 'Temporal' : null].filter((name) => name !== null)
  if (databaseUrl === null || temporal === null) throw notRunning(missing)
  return { databaseUrl, ...temporal }
}

/** The URL of the project's database, or null when its local Postgres does not run. */
export const findDatabaseUrl = (config: Config): string | null =>
  config.database_url ?? (config.postgres === 'container' ? containerUrl(config.home) : postgresStatus(config.home).url)

/** How the project's Temporal is reached, or null when its local server does not run. */
export function findTemporalAddress(config: Config): Omit<Services, 'databaseUrl'> | null {
  if (config.temporal_address !== undefined) return { temporalAddress: config.temporal_address, temporalUiUrl: null }
  const { address, uiUrl } = temporalStatus(config.home)
  return address === null ? null : { temporalAddress: address, temporalUiUrl: uiUrl }
}

/** The error of a command that needs a server that is not up. */
export const notRunning = (names: string[]): MemberhouseError =>
  new MemberhouseError(`${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not running.`, { hint: 'Run "memberhouse up" first.' })

async function ensurePostgres(config: Config, report: Report): Promise<string> {
  if (config.database_url === undefined) {
    return (await (config.postgres === 'container' ? startContainer(config.home, report) : startPostgres(config.home, report))).url
  }
  const answer = await answers(config.database_url)
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
  const refusal = await temporalAnswers(config.temporal_address, config.temporal_namespace)
  if (refusal === null) return { temporalAddress: config.temporal_address, temporalUiUrl: null }
  throw new MemberhouseError(`The Temporal of TEMPORAL_ADDRESS ${config.temporal_address} cannot be used: ${refusal}`, {
    hint: 'Correct TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, or unset them to run a local server.',
  })
}
