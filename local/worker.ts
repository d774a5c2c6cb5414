import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../engine/project/config.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { withLock } from './base/lock.ts'
import { choosePort } from './base/port.ts'
import { isRunning, startDetached, stopProcess, until, type ProcessMark } from './base/process.ts'
import type { Services } from './services.ts'
import type { Report } from './base/report.ts'
import { readState, writeState } from './base/state_file.ts'

interface State extends ProcessMark {
  /** Checked, so that a copy of the folder does not use the original's worker. */
  home: string
  serves: string
  health_port: number
}

const stateFile = (home: string) => join(home, 'worker.json')
const lockFile = (home: string) => join(home, 'worker.lock')
const logFile = (home: string) => join(home, 'worker.log')
const findRunning = (home: string): State | null => {
  const known = readState<State>(stateFile(home))
  return known !== null && known.home === home && isRunning(known) ? known : null
}

/**
 * Starts the project's worker unless it runs; restarts it if its servers, settings or code have changed. `taskQueue` identifies the database:
 * one that was created again has the same URL.
 */
export async function startWorker(
  config: Config,
  services: Services,
  taskQueue: string,
  report: Report,
): Promise<{ pid: number; log: string }> {
  const { home, project } = config
  return await withLock(lockFile(home), report, async () => {
    const serves = fingerprint(config, services, taskQueue)
    const running = findRunning(home)
    if (running !== null) {
      if (running.serves === serves) return { pid: running.pid, log: logFile(home) }
      report('The servers, settings or code have changed: restarting the worker')
      await stopProcess(running, 'SIGTERM', 30_000)
    }
    report('Starting a worker')
    // Its previous port if that is free: two projects on one machine cannot share one.
    const wanted = config.health_address?.split(':').at(-1) ?? readState<State>(stateFile(home))?.health_port
    const health_port = await choosePort(wanted === undefined ? undefined : Number(wanted))
    if (config.health_address !== undefined && health_port !== Number(wanted)) {
      report(`Port ${wanted} is taken by another program: the worker's health endpoint moves to ${health_port}`)
    }
    const env = {
      ...process.env,
      MEMBERHOUSE_HEALTH_ADDRESS: `${config.health_address?.replace(/:\d+$/, '') ?? '127.0.0.1'}:${health_port}`,
    }
    const args = [join('scripts', 'memberhouse.mjs'), 'worker']
    const worker = startDetached(process.execPath, args, { log: logFile(home), cwd: project, env, ipc: true })
    const mark = worker.mark()
    if (mark !== null) writeState(stateFile(home), { ...mark, home, serves, health_port })
    let ready = false
    worker.child.on('message', (message) => (ready ||= message === 'ready'))
    await until(() => ready || worker.ended() !== null, 60_000)
    if (!ready || mark === null) {
      if (mark !== null) await stopProcess(mark, 'SIGTERM', 5_000)
      const lines = worker.output().split('\n').slice(-20)
      throw new MemberhouseError(
        [`The worker did not start: ${worker.ended() ?? 'it was not ready within a minute'}`, ...lines.map((line) => `  ${line}`)].join(
          '\n',
        ),
        {
          hint: `See ${logFile(home)}.`,
        },
      )
    }
    worker.child.disconnect()
    return { pid: mark.pid, log: logFile(home) }
  })
}

/** Stops the worker of a home after its activities and returns whether it ran. */
export async function stopWorker(home: string, report: Report): Promise<boolean> {
  return await withLock(lockFile(home), report, async () => {
    const running = findRunning(home)
    if (running !== null) await stopProcess(running, 'SIGTERM', 30_000)
    return running !== null
  })
}

/** Whether the worker of a home runs, and the URL of its health endpoint, without connecting to it. */
export function workerStatus(home: string): { pid: number | null; log: string; url: string | null } {
  const running = findRunning(home)
  const log = logFile(home)
  return running === null ? { pid: null, log, url: null } : { pid: running.pid, log, url: `http://127.0.0.1:${running.health_port}` }
}

// Identifies what a worker was started with. A hash, because the URL of the database contains a password.
const fingerprint = (config: Config, services: Services, taskQueue: string): string =>
  createHash('sha256')
    .update(
      [
        ...[services.databaseUrl, taskQueue, services.temporalAddress, config.temporal_namespace, config.health_address],
        ...[...temporalVariables(), ...modifiedAt(config.project)],
      ].join('\n'),
    )
    .digest('hex')

const temporalVariables = () =>
  Object.entries(process.env).flatMap(([name, value]) => (name.startsWith('TEMPORAL_') ? [`${name}=${value}`] : []))

const modifiedAt = (project: string): number[] => {
  const code = ['activities', 'engine', 'local', 'workflows', 'cli'].flatMap((folder) =>
    readdirSync(join(import.meta.dirname, '..', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  return [...code, join(project, 'memberhouse.config.ts')].map((file) => statSync(file).mtimeMs)
}
