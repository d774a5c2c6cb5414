import type { Config } from '../engine/project/config.ts'
import { postgresStatus } from './postgres/server.ts'
import { tryConnect } from './postgres/launch.ts'
import { findDatabaseUrl, findTemporalAddress } from './services.ts'
import { checkTemporal, temporalStatus } from './temporal/server.ts'
import { workerStatus } from './worker.ts'

export interface ServiceStatus {
  name: 'postgres' | 'temporal' | 'temporal-ui' | 'worker'
  state: 'running' | 'stopped' | 'unreachable'
  url: string | null
  pid: number | null
  log: string | null
  /** The setting that names it, or why it cannot be reached. */
  detail: string | null
}

/** Asks each server of the project for its state. */
export async function servicesStatus(config: Config): Promise<ServiceStatus[]> {
  return (await Promise.all([statusOfPostgres(config), statusOfTemporal(config), statusOfWorker(config)])).flat()
}

async function statusOfPostgres(config: Config): Promise<ServiceStatus> {
  const local = config.database_url === undefined && config.postgres === 'embedded'
  const { pid, log } = local ? postgresStatus(config.home) : { pid: null, log: null }
  const url = findDatabaseUrl(config)
  const base = { name: 'postgres' as const, url: url === null ? null : withoutPassword(url), pid, log }
  if (url === null) return { ...base, state: 'stopped', detail: null }
  const answer = await tryConnect(url)
  if (answer !== true) return { ...base, state: 'unreachable', detail: answer instanceof Error ? answer.message : String(answer) }
  return { ...base, state: 'running', detail: config.database_url === undefined ? null : 'DATABASE_URL' }
}

async function statusOfTemporal(config: Config): Promise<ServiceStatus[]> {
  const found = findTemporalAddress(config)
  const local = config.temporal_address === undefined
  const { pid, log } = local ? temporalStatus(config.home) : { pid: null, log: null }
  const refusal = found === null ? null : await checkTemporal(found.temporalAddress, config.temporal_namespace)
  const state = found === null ? 'stopped' : refusal === null ? 'running' : 'unreachable'
  const server = {
    name: 'temporal' as const,
    state,
    url: found?.temporalAddress ?? null,
    pid,
    log,
    detail: refusal ?? (local ? null : 'TEMPORAL_ADDRESS'),
  }
  return [
    server as ServiceStatus,
    ...(local ? [{ ...server, name: 'temporal-ui', url: found?.temporalUiUrl ?? null } as ServiceStatus] : []),
  ]
}

async function statusOfWorker(config: Config): Promise<ServiceStatus> {
  const { pid, log, url } = workerStatus(config.home)
  const base = { name: 'worker' as const, url: url && `${url}/healthz`, pid, log }
  if (url === null) return { ...base, state: 'stopped', detail: null }
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) })
    const { postgres, temporal, worker } = (await answer.json()) as Record<string, string>
    const problems = Object.entries({ postgres, temporal, worker }).flatMap(([name, state]) => (state === 'ok' ? [] : [`${name} ${state}`]))
    return { ...base, state: 'running', detail: [...problems, `log: ${log}`].join('; ') }
  } catch (error) {
    return { ...base, state: 'unreachable', detail: `${error instanceof Error ? error.message : String(error)}; log: ${log}` }
  }
}

/** Hides the password in a URL; `memberhouse url postgres` prints it. */
function withoutPassword(url: string): string {
  const shown = new URL(url)
  if (shown.password !== '') shown.password = '***'
  return shown.href
}
