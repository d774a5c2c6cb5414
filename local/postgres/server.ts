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
import { findPlace, give, type Place } from './place.ts'
import { tune } from './settings.ts'
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

/** Starts the Postgres of a home, or finds it running; the server survives this process. */
export async function startPostgres(home: string, report: Report): Promise<{ url: string }> {
  const running = postgresStatus(home)
  if (running.url !== null && (await answers(running.url)) === true) return { url: running.url }
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

/** Stops the Postgres of a home, when it runs; says whether it did. */
export async function stopPostgres(home: string, report: Report): Promise<boolean> {
  return await withLock(lockFile(home), report, async () => {
    const state = readState<State>(stateFile(home))
    const found = state === null ? null : findPostmaster(state.data)
    // SIGINT ends sessions and writes what is in memory; recovery does the same at the next start, should that take too long.
    if (found !== null) await stopProcess(found, 'SIGINT', 60_000)
    return found !== null
  })
}

/** Whether the Postgres of a home runs, and where; asks no server. */
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
    throw new MemberhouseError(`${place.data} holds a Postgres whose password, kept in ${stateFile(home)}, is gone.`, {
      hint: `Restore that file, or remove ${place.data} to begin afresh.`,
    })
  }
  if (known !== null && known.data !== place.data && existsSync(known.data)) {
    throw new MemberhouseError(`${stateFile(home)} speaks of a Postgres in ${known.data}, but one started now would be in ${place.data}.`, {
      hint: `Run as the user that first ran "memberhouse up", or, if this folder is a copy of another, remove ${stateFile(home)}.`,
    })
  }
  if (exists && statSync(place.data).uid !== (place.user?.uid ?? process.getuid?.() ?? 0)) {
    throw new MemberhouseError(`${place.data} belongs to another user than the one that Postgres would run as.`, {
      hint: 'Run as the user that first ran "memberhouse up", or set MEMBERHOUSE_HOME to a folder of your own.',
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
    writeFileSync(join(state.data, 'memberhouse.conf'), tune(port))
    give(join(state.data, 'memberhouse.conf'), place.user)
    adoptStalePidFile(state.data)
    report(attempt === 1 ? `Starting Postgres 18 on port ${port}` : 'Starting Postgres again')
    const server = startDetached(place.postgres, ['-D', state.data], { ...programOptions(place), log: logFile(home) })
    try {
      await waitUntilReady({ home, state, ended: server.ended }, report)
      return
    } catch (error) {
      // A port taken meanwhile, or the last processes of a killed server that still hold its memory: both pass.
      const isLeftOver = /shared memory block .* still in use/.test(server.output())
      const passing = isLeftOver || /could not (bind|create any TCP)/.test(server.output())
      if (!passing || attempt === 5) {
        const hint = isLeftOver
          ? 'End what is left of the killed server ("postgres: …" in the list of processes), and try again.'
          : undefined
        throw failedToStart(home, server.output(), error, hint)
      }
      // One in the middle of a query would not notice for as long as that takes.
      if (isLeftOver) await endOrphans(realpathSync(state.data), report)
      await sleep(1000)
    }
  }
}

// Postgres does not start over a pid file that names a living process of its user, though that may be another program since.
// It takes its own parent's number for stale, and then still looks whether processes of a killed server hold its memory.
function adoptStalePidFile(data: string): void {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [String(process.pid), ...rest].join('\n'))
}

async function waitUntilReady(server: { home: string; state: State; ended: () => string | null }, report: Report): Promise<void> {
  const begun = performance.now()
  let told = false
  let refusal: unknown
  const ready = await until(async () => {
    const ended = server.ended()
    if (ended !== null) throw new MemberhouseError(`Postgres did not start: ${ended}.`)
    const answer = await answers(urlOf(server.state, 'postgres'))
    if (answer === true) return true
    refusal = answer
    const code = (answer as { code?: string }).code
    if (code === '57P03' && !told && performance.now() - begun > 2_000) {
      told = true
      report('Postgres is recovering from its log: it was not shut down properly')
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

/** True when a server answers at the URL, or else the error that came instead. */
export async function answers(url: string): Promise<unknown> {
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
  // The number may be that of another program since: only a command line that names the folder is the server's.
  return commandLine(pid).includes(data) ? markProcess(pid) : null
}
