import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { MemberhouseError } from '../engine/errors.ts'
import { withLock } from './lock.ts'
import { choosePort } from './port.ts'
import { findPlace, give, type Place } from './postgres_place.ts'
import { tune } from './postgres_settings.ts'
import { commandLine, markProcess, startDetached, stopProcess, until, type ProcessMark } from './process.ts'
import type { Report } from './services.ts'
import { readState, writeState } from './state.ts'

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
    await completeDatabase(state)
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
  return { url: state !== null && found !== null ? urlOf(state) : null, pid: found?.pid ?? null, data: state?.data ?? null, log: logFile(home) }
}

function prepare(home: string, place: Place, report: Report): State {
  const known = readState<State>(stateFile(home))
  const exists = existsSync(join(place.data, 'PG_VERSION'))
  if (exists && known === null) {
    throw new MemberhouseError(`${place.data} holds a Postgres whose password, kept in ${stateFile(home)}, is gone.`, {
      hint: `Restore that file, or remove ${place.data} to begin afresh.`,
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
    initialise(place, state.password, report)
  }
  return state
}

// Made beside its place and renamed: a set-up that was cut short leaves nothing that looks finished.
function initialise(place: Place, password: string, report: Report): void {
  report(`Creating a database cluster in ${place.data}`)
  const draft = `${place.data}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  give(draft, place.user)
  const passwordFile = join(draft, '..', `postgres.password.${process.pid}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    give(passwordFile, place.user)
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${characterTypes}`]
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    const { status, stderr, error } = spawnSync(place.initdb, ['-D', draft, ...locale, ...access, '--no-instructions'], options(place))
    if (status !== 0) throw new MemberhouseError(`Postgres could not create ${place.data}: ${(stderr || error?.message) ?? `exit code ${status}`}`.trim())
  } finally {
    rmSync(passwordFile, { force: true })
  }
  appendFileSync(join(draft, 'postgresql.conf'), "\ninclude 'memberhouse.conf'\n")
  renameSync(draft, place.data)
}

// Trigrams classify letters by the C library, whatever collates.
const characterTypes = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

const options = (place: Place) => ({
  encoding: 'utf8' as const,
  cwd: dirname(place.data),
  // Nothing of ours (PGDATA, PGPORT, LC_ALL …) may speak to the server.
  env: { PATH: process.env.PATH, HOME: dirname(place.data), LC_MESSAGES: 'C', TZ: 'UTC' },
  ...(place.user === undefined ? {} : { uid: place.user.uid, gid: place.user.gid }),
})

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
    const { encoding: _, ...rest } = options(place)
    const server = startDetached(place.postgres, ['-D', state.data], { ...rest, log: logFile(home) })
    try {
      await waitUntilReady({ home, state, ended: server.ended }, report)
      return
    } catch (error) {
      // A port taken meanwhile, or the last processes of a killed server that still hold its memory: both pass.
      const passing = /could not (bind|create any TCP)|shared memory block .* still in use/.test(server.output())
      if (!passing || attempt === 5) throw failedToStart(home, server.output(), error)
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
  let told = false
  let refusal: unknown
  const ready = await until(async () => {
    const ended = server.ended()
    if (ended !== null) throw new MemberhouseError(`Postgres did not start: ${ended}.`)
    const answer = await answers(urlOf(server.state, 'postgres'))
    if (answer === true) return true
    refusal = answer
    const code = (answer as { code?: string }).code
    if (code === '57P03' && !told) {
      told = true
      report('Postgres was not shut down properly and recovers from its log')
    } else if (code?.startsWith('28')) throw answer
    return false
  }, 10 * 60_000)
  if (!ready) throw new MemberhouseError('Postgres started but does not answer.', { hint: `See ${logFile(server.home)}.`, cause: refusal })
}

function failedToStart(home: string, output: string, cause: unknown): MemberhouseError {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new MemberhouseError([message, ...output.split('\n').slice(-8).map((line) => `  ${line}`)].join('\n'), { hint: `See ${logFile(home)}.`, cause })
}

async function completeDatabase(state: State): Promise<void> {
  await asAdmin(urlOf(state, 'postgres'), async (server) => {
    const { rowCount } = await server.query("select from pg_database where datname = 'memberhouse'")
    if (rowCount === 0) await server.query('create database memberhouse')
  })
  await asAdmin(urlOf(state), probeTrigrams)
}

// Where the C library takes Chinese characters for no letters, every search by similarity would find nothing, silently.
async function probeTrigrams(server: pg.Client): Promise<void> {
  await server.query('begin')
  await server.query('create extension if not exists pg_trgm')
  const { rows } = await server.query<{ found: boolean; ctype: string }>(
    "select cardinality(show_trgm('会员')) > 0 as found, datctype as ctype from pg_database where datname = current_database()",
  )
  await server.query('rollback')
  if (rows[0]?.found !== true) {
    throw new MemberhouseError(`This machine's locale "${rows[0]?.ctype}" does not know Chinese letters: pg_trgm finds no trigram in them.`, {
      hint: 'Install a UTF-8 locale (C.UTF-8), remove the data folder and run the command again, or give a Postgres by DATABASE_URL.',
    })
  }
}

async function asAdmin(url: string, work: (server: pg.Client) => Promise<void>): Promise<void> {
  const server = new pg.Client(url)
  await server.connect()
  try {
    await work(server)
  } finally {
    await server.end()
  }
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
