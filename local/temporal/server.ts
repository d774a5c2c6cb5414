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
  /** A copied folder must not take the server of the original for its own. */
  home: string
  port: number
  ui_port: number
}

const stateFile = (home: string) => join(home, 'temporal.json')
const lockFile = (home: string) => join(home, 'temporal.lock')
const logFile = (home: string) => join(home, 'temporal.log')
const addressOf = ({ port }: State) => `127.0.0.1:${port}`
const reach = (state: State) => ({ address: addressOf(state), uiUrl: `http://127.0.0.1:${state.ui_port}` })
const findRunning = (home: string): State | null => {
  const known = readState<State>(stateFile(home))
  return known !== null && known.home === home && isRunning(known) ? known : null
}
const retention_seconds = 30 * 24 * 60 * 60

/** Starts the Temporal server of the configuration's home, with its web UI, or finds it running; it survives this process. */
export async function startTemporal(config: Config, report: Report): Promise<{ address: string; uiUrl: string }> {
  return await withLock(lockFile(config.home), report, async () => {
    const running = findRunning(config.home)
    if (running === null) return reach(await launch(config, report))
    const refusal = await waitUntilReady(addressOf(running), config.temporal_namespace, () => null)
    if (refusal === null) return reach(running)
    throw new MemberhouseError(`The Temporal server of process ${running.pid} runs but cannot be used: ${refusal}`, {
      hint: `See ${logFile(config.home)}, or run "memberhouse down" and then "memberhouse up".`,
    })
  })
}

/** Stops the Temporal server of a home, when it runs, and waits until its database file is free; says whether it ran. */
export async function stopTemporal(home: string, report: Report): Promise<boolean> {
  return await withLock(lockFile(home), report, async () => {
    const running = findRunning(home)
    if (running !== null) await stopProcess(running, 'SIGTERM', 20_000)
    return running !== null
  })
}

/** Whether the Temporal server of a home runs, and where; asks no server. */
export function temporalStatus(home: string): { address: string | null; uiUrl: string | null; pid: number | null; log: string } {
  const running = findRunning(home)
  const log = logFile(home)
  return running !== null ? { ...reach(running), pid: running.pid, log } : { address: null, uiUrl: null, pid: null, log }
}

async function launch(config: Config, report: Report): Promise<State> {
  const { home, project, temporal_cli, temporal_namespace } = config
  // One copy for all homes of a project: the program is large.
  const program = await findTemporal({ project, temporal_cli, bin: join(project, '.memberhouse', 'bin') }, report)
  const known = readState<State>(stateFile(home))
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(known?.port)
    const ui_port = await choosePort(known?.ui_port, [port])
    for (const [was, is] of [
      [known?.port, port],
      [known?.ui_port, ui_port],
    ] as const) {
      if (was !== undefined && was !== is) report(`Port ${was} is taken by another program: Temporal moves to ${is}`)
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
    // A server that was killed may hold the file a moment longer, and another program may have taken the port since it was chosen.
    const passing = /SQLITE_BUSY|database is locked|address already in use/.test(server.output())
    if (!passing || attempt === 3) throw failedToStart(home, server.output(), refusal ?? 'it ended at once')
  }
}

// Without the last four flags a queue is polled 20 times a second and each write waits for the disk: 40 ms an activity instead of 5.
const serverArgs = (home: string, port: number, ui_port: number, namespace: string): string[] =>
  [
    ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(ui_port)],
    ['--db-filename', join(home, 'temporal.db'), '--log-level', 'warn'],
    namespace === 'default' ? [] : ['--namespace', namespace],
    ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=1'],
    ['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=2000'],
    ['--dynamic-config-value', 'system.enableActivityEagerExecution=true'],
  ].flat()

// The program reads the same variables as its client side does.
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')))

// The web UI answers before the server does, and the server before it has its namespace.
async function waitUntilReady(address: string, namespace: string, ended: () => string | null): Promise<string | null> {
  let refusal: string | null = null
  await until(async () => {
    refusal = ended() ?? (await temporalAnswers(address, namespace, retention_seconds))
    return refusal === null || ended() !== null
  }, 30_000)
  return refusal
}

/** Null when a Temporal server answers and has the namespace, or else why not; keeps closed runs for `keep_seconds` at least. */
export async function temporalAnswers(address: string, namespace: string, keep_seconds?: number): Promise<string | null> {
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
