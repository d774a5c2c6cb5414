import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { choosePort } from '../base/port.ts'
import { startDetached, until } from '../base/process.ts'
import type { Report } from '../base/report.ts'
import { writeState } from '../base/state_file.ts'
import { programOptions } from './cluster.ts'
import { endOrphans } from './orphans.ts'
import { changeOwner, type Place } from './place.ts'
import { postgresSettings } from './settings.ts'
import { logFile, stateFile, urlOf, type PostgresState } from './state.ts'

/** Starts a server and waits until it answers; retries transient failures. */
export async function launch(home: string, place: Place, state: PostgresState, report: Report): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(state.port === 0 ? undefined : state.port)
    if (state.port !== 0 && port !== state.port) report(`Port ${state.port} is taken by another program: Postgres moves to ${port}`)
    state.port = port
    writeState(stateFile(home), state)
    writeFileSync(join(state.data, 'memberhouse.conf'), postgresSettings(port))
    changeOwner(join(state.data, 'memberhouse.conf'), place.user)
    adoptStalePidFile(state.data)
    report(attempt === 1 ? `Starting Postgres 18 on port ${port}` : 'Starting Postgres again')
    const server = startDetached(place.postgres, ['-D', state.data], { ...programOptions(place), log: logFile(home) })
    try {
      await waitUntilReady({ home, state, ended: server.ended }, report)
      return
    } catch (error) {
      // Worth a retry: the port was taken meanwhile, or processes of a killed server still hold its shared memory.
      const holdsMemory = /shared memory block .* still in use/.test(server.output())
      const isTransient = holdsMemory || /could not (bind|create any TCP)/.test(server.output())
      if (!isTransient || attempt === 5) {
        const hint = holdsMemory
          ? 'End the remaining processes of the killed server ("postgres: …" in the process list), and try again.'
          : undefined
        throw failedToStart(home, server.output(), error, hint)
      }
      // A process in the middle of a query would notice only when the query ends.
      if (holdsMemory) await endOrphans(realpathSync(state.data), report)
      await sleep(1000)
    }
  }
}

// Postgres refuses to start if its pid file names a live process of its user, even if that pid now belongs to another program.
// It treats its parent's pid as stale, and still checks whether processes of a killed server hold its shared memory.
function adoptStalePidFile(data: string): void {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [String(process.pid), ...rest].join('\n'))
}

/** Waits until a server answers; throws if it ends first. */
export async function waitUntilReady(
  server: { home: string; state: PostgresState; ended: () => string | null },
  report: Report,
): Promise<void> {
  const started = performance.now()
  let hasReported = false
  let refusal: unknown
  const ready = await until(async () => {
    const ended = server.ended()
    if (ended !== null) throw new MemberhouseError(`Postgres did not start: ${ended}.`)
    const answer = await tryConnect(urlOf(server.state, 'postgres'))
    if (answer === true) return true
    refusal = answer
    const code = (answer as { code?: string }).code
    if (code === '57P03' && !hasReported && performance.now() - started > 2_000) {
      hasReported = true
      report('Postgres was not shut down properly and is recovering from its log')
    } else if (code?.startsWith('28')) throw answer
    return false
  }, 10 * 60_000)
  if (!ready) throw new MemberhouseError('Postgres started but does not answer.', { hint: `See ${logFile(server.home)}.`, cause: refusal })
}

function failedToStart(home: string, output: string, cause: unknown, hint = `See ${logFile(home)}.`): MemberhouseError {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new MemberhouseError(
    [
      message,
      ...output
        .split('\n')
        .slice(-8)
        .map((line) => `  ${line}`),
    ].join('\n'),
    { hint, cause },
  )
}

/** Connects to a server; returns true if it answers, otherwise the error. */
export async function tryConnect(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select')
    return true
  } catch (error) {
    return error
  } finally {
    await client.end().catch(() => {})
  }
}
