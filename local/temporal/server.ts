import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '@temporalio/client'
import type { Config } from '../../engine/project/config.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { withLock } from '../base/lock.ts'
import { choosePort } from '../base/port.ts'
import { isRunning, startDetached, stopProcess, until, type ProcessMark } from '../base/process.ts'
import type { Report } from '../base/report.ts'
import { readState, writeState } from '../base/state_file.ts'
import { findTemporal } from './find_program.ts'
import { temporalConnection } from './connection.ts'

interface State extends ProcessMark {
  /** Checked, so that a copy of the folder does not use the original's server. */
  home: string
  port: number
  ui_port: number
}

const stateFile = (home: string) => join(home, 'temporal.json')
const lockFile = (home: string) => join(home, 'temporal.lock')
const logFile = (home: string) => join(home, 'temporal.log')
const addressOf = ({ port }: State) => `127.0.0.1:${port}`
const addressesOf = (state: State) => ({ address: addressOf(state), uiUrl: `http://127.0.0.1:${state.ui_port}` })
const findRunning = (home: string): State | null => {
  const known = readState<State>(stateFile(home))
  return known !== null && known.home === home && isRunning(known) ? known : null
}
const retention_seconds = 30 * 24 * 60 * 60

/** Starts the Temporal server of the home, with its web UI, unless it runs. It outlives this process. */
export async function startTemporal(config: Config, report: Report): Promise<{ address: string; uiUrl: string }> {
  return await withLock(lockFile(config.home), report, async () => {
    const running = findRunning(config.home)
    if (running === null) return addressesOf(await launch(config, report))
    const refusal = await waitUntilReady(addressOf(running), config.temporal_namespace, () => null)
    if (refusal === null) return addressesOf(running)
    throw new MemberhouseError(`The Temporal server of process ${running.pid} runs but cannot be used: ${refusal}`, {
      hint: `See ${logFile(config.home)}, or run "memberhouse down" and then "memberhouse up".`,
    })
  })
}

/** Stops the Temporal server of a home, waits until its database file is free, and returns whether it ran. */
export async function stopTemporal(home: string, report: Report): Promise<boolean> {
  return await withLock(lockFile(home), report, async () => {
    const running = findRunning(home)
    if (running !== null) await stopProcess(running, 'SIGTERM', 20_000)
    return running !== null
  })
}

/** Whether the Temporal server of a home runs, and its addresses, without connecting to it. */
export function temporalStatus(home: string): { address: string | null; uiUrl: string | null; pid: number | null; log: string } {
  const running = findRunning(home)
  const log = logFile(home)
  return running !== null ? { ...addressesOf(running), pid: running.pid, log } : { address: null, uiUrl: null, pid: null, log }
}

async function launch(config: Config, report: Report): Promise<State> {
  const { home, project, temporal_cli, temporal_namespace } = config
  // One copy of this large program for all homes of a project.
  const program = await findTemporal({ project, temporal_cli, bin: join(project, '.memberhouse', 'bin') }, report)
  const known = readState<State>(stateFile(home))
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(known?.port)
    const ui_port = await choosePort(known?.ui_port, [port])
    for (const [old, current] of [
      [known?.port, port],
      [known?.ui_port, ui_port],
    ] as const) {
      if (old !== undefined && old !== current) report(`Port ${old} is taken by another program: Temporal moves to ${current}`)
    }
    report(`Starting Temporal on port ${port}, its web UI on port ${ui_port}`)
    const server = startDetached(program, serverArgs(home, port, ui_port, temporal_namespace), {
      log: logFile(home),
      cwd: home,
      env: environment(),
    })
    const mark = server.mark()
    if (mark !== null) writeState(stateFile(home), { ...mark, home, port, ui_port })
    const refusal = await waitUntilReady(`127.0.0.1:${port}`, temporal_namespace, server.ended)
    if (refusal === null && mark !== null) return { ...mark, home, port, ui_port }
    if (mark !== null) await stopProcess(mark, 'SIGTERM', 20_000)
    // Worth a retry: a killed server may hold the file a moment longer, or another program took the port after it was chosen.
    const isTransient = /SQLITE_BUSY|database is locked|address already in use/.test(server.output())
    if (!isTransient || attempt === 3) throw failedToStart(home, server.output(), refusal ?? 'it ended at once')
  }
}

// Without the last four flags, a queue is polled 20 times a second and each write waits for the disk: 40 ms per activity instead of 5.
const serverArgs = (home: string, port: number, ui_port: number, namespace: string): string[] =>
  [
    ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(ui_port)],
    ['--db-filename', join(home, 'temporal.db'), '--log-level', 'warn'],
    namespace === 'default' ? [] : ['--namespace', namespace],
    ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=1'],
    ['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=2000'],
    ['--dynamic-config-value', 'system.enableActivityEagerExecution=true'],
  ].flat()

// The server would read the TEMPORAL_ variables that are meant for clients.
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')))

// Waits for the namespace: the server answers before it exists, and the web UI before the server.
async function waitUntilReady(address: string, namespace: string, ended: () => string | null): Promise<string | null> {
  let refusal: string | null = null
  await until(async () => {
    refusal = ended() ?? (await checkTemporal(address, namespace, retention_seconds))
    return refusal === null || ended() !== null
  }, 30_000)
  return refusal
}

/** Null if a Temporal server answers and has the namespace, otherwise the reason. Extends the retention of closed runs to `keep_seconds`. */
export async function checkTemporal(address: string, namespace: string, keep_seconds?: number): Promise<string | null> {
  const { Connection } = await import('@temporalio/client')
  let connection: Connection | undefined
  try {
    connection = await Connection.connect({ ...(await temporalConnection(address)), connectTimeout: 2_000 })
    const { config } = await connection.workflowService.describeNamespace({ namespace })
    if (keep_seconds !== undefined && Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) < keep_seconds) {
      const { msToTs } = await import('@temporalio/common/lib/time.js')
      await connection.workflowService.updateNamespace({
        namespace,
        config: { workflowExecutionRetentionTtl: msToTs(keep_seconds * 1000) },
      })
    }
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await connection?.close()
  }
}

function failedToStart(home: string, output: string, refusal: string): MemberhouseError {
  const lines = output === '' ? [] : output.split('\n').slice(-8)
  return new MemberhouseError([`Temporal did not start: ${refusal}`, ...lines.map((line) => `  ${line}`)].join('\n'), {
    hint: existsSync(logFile(home)) ? `See ${logFile(home)}.` : 'See above.',
  })
}
