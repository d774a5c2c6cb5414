import { spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../engine/project/config.ts'
import { postgresStatus, startPostgres, stopPostgres } from '../../local/postgres/server.ts'
import { isRunning, markProcess, until } from '../../local/base/process.ts'
import { servicesStatus } from '../../local/status.ts'
import { makeHome } from '../support/home.ts'

const home = makeHome()
const said: string[] = []
const report = (line: string) => void said.push(line)
const clearing: (() => unknown)[] = []

const data = () => postgresStatus(home).data ?? ''
const pidFile = () => join(data(), 'postmaster.pid')

async function query(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ value: unknown }>(statement)
    return rows[0]?.value
  } finally {
    await client.end()
  }
}

beforeEach(() => void said.splice(0))
afterEach(async () => {
  for (const clear of clearing.splice(0)) await clear()
})
afterAll(async () => {
  await stopPostgres(home, report)
  rmSync(home, { recursive: true })
})

test('the first start creates a database that is tuned, durable, handles Chinese text and needs a password', async () => {
  const { url } = await startPostgres(home, report)
  const settings = [
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'jit',
    'max_locks_per_transaction',
    'server_encoding',
    'unix_socket_directories',
  ]
  const values = await Promise.all(settings.map((name) => query(url, `select current_setting('${name}') as value`)))
  expect(values).toEqual(['on', 'on', 'on', 'off', '512', 'UTF8', ''])
  await query(url, 'create extension pg_trgm')
  expect(await query(url, "select cardinality(show_trgm('会员')) as value")).toBeGreaterThan(0)
  expect(await query(url, "select lower('ÉTÉ') as value")).toBe('été')

  const stranger = new URL(url)
  stranger.password = 'guess'
  await expect(query(stranger.href, 'select')).rejects.toThrow('password authentication failed')
  expect(statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600)
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  for (const { address } of outside.filter(({ family, internal }) => family === 'IPv4' && !internal)) {
    const elsewhere = new URL(url)
    elsewhere.hostname = address
    await expect(query(elsewhere.href, 'select')).rejects.toThrow('ECONNREFUSED')
  }
})

test('a second start finds the running server', async () => {
  const { url } = await startPostgres(home, report)
  const { pid } = postgresStatus(home)
  expect(await startPostgres(home, report)).toEqual({ url })
  expect(postgresStatus(home).pid).toBe(pid)
  expect(said).toEqual([])
})

test('status shows its URL without the password', async () => {
  const { url } = await startPostgres(home, report)
  const config = await readConfig(join(import.meta.dirname, '../..'), {})
  const [shown] = await servicesStatus({ ...config, home, temporal_address: '127.0.0.1:1' })
  expect(shown).toMatchObject({ name: 'postgres', state: 'running', url: url.replace(/:[^:@/]+@/, ':***@') })
})

test('a killed server is started again without data loss', async () => {
  const { url } = await startPostgres(home, report)
  await query(url, 'create table kept as select 42 as value')
  const killed = markProcess(postgresStatus(home).pid ?? 0)
  process.kill(killed?.pid ?? 0, 'SIGKILL')
  await until(() => killed !== null && !isRunning(killed), 10_000)
  expect(postgresStatus(home).url).toBeNull()
  expect(await startPostgres(home, report)).toEqual({ url })
  expect(await query(url, 'select value from kept')).toBe(42)
})

test.runIf(process.platform === 'linux')(
  'a killed server whose backend still runs a query is started again, which is reported',
  async () => {
    const { url } = await startPostgres(home, report)
    const busy = new pg.Client(url)
    busy.on('error', () => {})
    await busy.connect()
    const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid')
    const orphan = markProcess(rows[0]!.pid)!
    const cut = expect(busy.query('select count(*) from generate_series(1, 1e10)')).rejects.toThrow()
    await until(
      async () => (await query(url, `select state as value from pg_stat_activity where pid = ${orphan.pid}`)) === 'active',
      10_000,
    )
    const killed = markProcess(postgresStatus(home).pid ?? 0)!
    process.kill(killed.pid, 'SIGKILL')
    await until(() => !isRunning(killed), 10_000)
    expect(isRunning(orphan)).toBe(true)
    expect(await startPostgres(home, report)).toEqual({ url })
    expect(said.join('\n')).toMatch(new RegExp(`Ending processes that a killed Postgres left behind: .*\\b${orphan.pid}\\b`))
    expect(isRunning(orphan)).toBe(false)
    await cut
  },
)

test('a pid file that names another program of the same user does not prevent a start', async () => {
  const { url } = await startPostgres(home, report)
  const remains = readFileSync(pidFile(), 'utf8').split('\n').slice(1)
  await stopPostgres(home, report)
  const { uid, gid } = statSync(data())
  const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid, cwd: '/' } : {})
  clearing.push(() => other.kill())
  writeFileSync(pidFile(), [String(other.pid), ...remains].join('\n'), { mode: 0o600 })
  chownSync(pidFile(), uid, gid)
  expect(postgresStatus(home).url).toBeNull()
  expect(await startPostgres(home, report)).toEqual({ url })
  expect(other.exitCode).toBeNull()
})

test('a port that another program has taken is replaced, which is reported, and the new one is kept', async () => {
  const { url } = await startPostgres(home, report)
  const port = Number(new URL(url).port)
  await stopPostgres(home, report)
  const other = createServer()
  await new Promise<void>((done) => other.listen(port, '127.0.0.1', done))
  clearing.push(() => new Promise((done) => other.close(done)))
  const moved = await startPostgres(home, report)
  expect(moved.url).not.toBe(url)
  expect(said).toContainEqual(`Port ${port} is taken by another program: Postgres moves to ${new URL(moved.url).port}`)
  await stopPostgres(home, report)
  expect(await startPostgres(home, report)).toEqual(moved)
})

test('concurrent starts share one server, even after an interrupted set-up', async () => {
  const fresh = makeHome()
  clearing.push(
    () => rmSync(fresh, { recursive: true }),
    () => stopPostgres(fresh, report),
  )
  clearing.reverse()
  mkdirSync(join(fresh, 'postgres.new', 'base'), { recursive: true })
  writeFileSync(join(fresh, 'postgres.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }))
  const reached = await Promise.all([1, 2, 3].map(() => startPostgres(fresh, report)))
  expect(new Set(reached.map(({ url }) => url)).size).toBe(1)
  expect(said.filter((line) => line.startsWith('Creating'))).toHaveLength(1)
})

test('a database whose password file is missing is not touched, which is reported', async () => {
  await stopPostgres(home, report)
  const state = readFileSync(join(home, 'postgres.json'))
  const folder = data()
  rmSync(join(home, 'postgres.json'))
  await expect(startPostgres(home, report)).rejects.toThrow(
    `${folder} contains a Postgres, but its password file ${join(home, 'postgres.json')} is missing`,
  )
  writeFileSync(join(home, 'postgres.json'), state, { mode: 0o600 })
  await startPostgres(home, report)
})

test('an error quotes the output of Postgres when it refuses a setting', async () => {
  await stopPostgres(home, report)
  writeFileSync(join(data(), 'postgresql.auto.conf'), "work_mem = 'much'\n")
  clearing.push(() => writeFileSync(join(data(), 'postgresql.auto.conf'), ''))
  await expect(startPostgres(home, report)).rejects.toThrow(
    /Postgres did not start: it ended with exit code 1\.[^]*invalid value for parameter "work_mem": "much"/,
  )
})

test.runIf(process.getuid?.() === 0)(
  'for root in a folder that others cannot enter, the data are where Postgres can reach them',
  async () => {
    const closed = makeHome()
    chmodSync(closed, 0o700)
    const { url } = await startPostgres(closed, report)
    clearing.push(() => stopPostgres(closed, report))
    const place = dirname(postgresStatus(closed).data ?? '')
    clearing.push(() => [closed, place].forEach((folder) => rmSync(folder, { recursive: true })))
    expect(place).toMatch(/^\/var\/lib\/memberhouse\/[0-9a-f]{12}$/)
    expect(said.join('\n')).toContain(`cannot enter ${closed}: its data are in ${place}`)
    expect(await query(url, 'select 1 as value')).toBe(1)
  },
)
