import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { withLock } from '../base/lock.ts'
import { choosePort } from '../base/port.ts'
import { completeDatabase, createCluster, programOptions } from './cluster.ts'
import { endOrphans } from './orphans.ts'
import { findPlace, changeOwner, type Place } from './place.ts'
import { postgresSettings } from './settings.ts'
import { commandLine, markProcess, startDetached, stopProcess, until, type ProcessMark } from '../base/process.ts'
import type { Report } from '../base/report.ts'
import { readState, writeState } from '../base/state_file.ts'

interface State {
  data: string
  port: number
  password: string
}

const stateFile = (home: string) => join(home, 'postgres.json')
const lockFile = (home: string) => join(home, 'postgres.lock')
const logFile = (home: string) => join(home, 'postgres.log')
const urlOf = (state: State, database = 'memberhouse') => `postgres://postgres:${state.password}@127.0.0.1:${state.port}/${database}`

/** Starts the Postgres of a home unless it runs. The server outlives this process. */
export async function startPostgres(home: string, report: Report): Promise<{ url: string }> {
  const running = postgresStatus(home)
  if (running.url !== null && (await tryConnect(running.url)) === true) return { url: running.url }
  return await withLock(lockFile(home), report, async () => {
    const place = findPlace(home, report)
    const state = prepare(home, place, report)
    const found = findPostmaster(state.data)
    if (found === null) await launch(home, place, state, report)
    else await waitUntilReady({ home, state, ended: () => (findPostmaster(state.data) === null ? 'it ended' : null) }, report)
    await completeDatabase(urlOf(state, 'postgres'), urlOf(state))
    return { url: urlOf(state) }
  })
}

/** Stops the Postgres of a home and returns whether it ran. */
export async function stopPostgres(home: string, report: Report): Promise<boolean> {
  return await withLock(lockFile(home), report, async () => {
    const state = readState<State>(stateFile(home))
    const found = state === null ? null : findPostmaster(state.data)
    // SIGINT ends sessions and writes a checkpoint. If that takes too long, recovery does the same at the next start.
    if (found !== null) await stopProcess(found, 'SIGINT', 60_000)
    return found !== null
  })
}

/** Whether the Postgres of a home runs, and its URL, without connecting to it. */
export function postgresStatus(home: string): { url: string | null; pid: number | null; data: string | null; log: string } {
  const state = readState<State>(stateFile(home))
  const found = state === null ? null : findPostmaster(state.data)
  return {
    url: state !== null && found !== null ? urlOf(state) : null,
    pid: found?.pid ?? null,
    data: state?.data ?? null,
    log: logFile(home),
  }
}

function prepare(home: string, place: Place, report: Report): State {
  const known = readState<State>(stateFile(home))
  const exists = existsSync(join(place.data, 'PG_VERSION'))
  if (exists && known === null) {
    throw new MemberhouseError(`${place.data} contains a Postgres, but its password file ${stateFile(home)} is missing.`, {
      hint: `Restore that file, or delete ${place.data} to start with an empty database.`,
    })
  }
  if (known !== null && known.data !== place.data && existsSync(known.data)) {
    throw new MemberhouseError(`${stateFile(home)} names a Postgres in ${known.data}, but one started now would be in ${place.data}.`, {
      hint: `Run as the user that first ran "memberhouse up", or, if this folder is a copy of another, delete ${stateFile(home)}.`,
    })
  }
  if (exists && statSync(place.data).uid !== (place.user?.uid ?? process.getuid?.() ?? 0)) {
    throw new MemberhouseError(`${place.data} does not belong to the user that Postgres would run as.`, {
      hint: 'Run as the user that first ran "memberhouse up", or set MEMBERHOUSE_HOME to another folder.',
    })
  }
  const state = { port: 0, password: randomBytes(18).toString('base64url'), ...known, data: place.data }
  if (!exists) {
    writeState(stateFile(home), state)
    createCluster(place, state.password, report)
  }
  return state
}

async function launch(home: string, place: Place, state: State, report: Report): Promise<void> {
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

async function waitUntilReady(server: { home: string; state: State; ended: () => string | null }, report: Report): Promise<void> {
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

function findPostmaster(data: string): ProcessMark | null {
  let pid: number
  try {
    pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
  // The pid may belong to another program by now: the server's command line contains the data folder.
  return commandLine(pid).includes(data) ? markProcess(pid) : null
}
