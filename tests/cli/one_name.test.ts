import { rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from '../../engine/meta/migrate.ts'
import { runRequest } from '../../engine/meta/run_request.ts'
import { readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { startPostgres, stopPostgres } from '../../local/postgres/server.ts'
import { eventually, openShop, type Shop } from '../support/command.ts'
import { makeHome } from '../support/home.ts'

// Two databases of one name on two servers, in one namespace of Temporal: a worker builds only its own.

const home = makeHome()
const silent = () => {}
let server: string
let name: string
let shop: Shop
let other: Shop

const onServer = async (...statements: string[]) => {
  const client = new pg.Client(server)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
const kill = async ({ child, ended }: Awaited<ReturnType<Shop['startWorker']>>) => {
  child.kill('SIGKILL')
  await ended
}
const runsOf = ({ query }: Shop) => query<{ run_id: number; state: string }>('select run_id, state from meta.run order by run_id')
const withdrawn = /^Error: No worker took the run within 30 s: none serves the database \S+ \(memberhouse:\d+:\d+\)\. The run was withdrawn/

beforeAll(async () => {
  shop = await openShop()
  name = new URL(shop.url).pathname.slice(1)
  server = (await startPostgres(home, silent)).url
  await onServer(`create database ${name}`)
  const url = new URL(server)
  url.pathname = name
  await migrate(url.href)
  other = await openShop({ url: url.href })
  for (const each of [shop, other]) expect(await each.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  await shop.startWorker()
}, 300_000)
afterAll(async () => {
  await shop.close()
  await other.close()
  await stopPostgres(home, silent)
  rmSync(home, { recursive: true })
}, 300_000)

test('a build of a database that no worker serves exits with 1 and leaves nothing to build later', { timeout: 600_000 }, async () => {
  expect((await other.run('status')).out).toMatch(/^No worker serves this database\. Start one with: memberhouse up/m)
  expect((await shop.run('status')).out).toMatch(/^A worker serves this database: \d+@.+\.$/m)
  // Temporal lists a killed worker for some time.
  await kill(await other.startWorker())
  const { code, out, err } = await other.run('build', '--as-of', '2026-01-02')
  expect({ code, out }).toEqual({ code: 1, out: 'No worker has taken the run yet: waiting for one, up to 30 s.\n' })
  expect(err).toMatch(withdrawn)
  expect(err).toMatch(/memberhouse worker\. One that runs may serve another database, even of the same name: compare its DATABASE_URL\./)

  // Ctrl-C withdraws the run as well.
  const build = other.start(['build', '--as-of', '2026-01-02'])
  await eventually(() => build.printed.out.includes('waiting for one'))
  build.child.kill('SIGINT')
  expect(await build.ended).toMatchObject({ code: 130, out: expect.stringContaining('The run was withdrawn') as string })
  expect([await runsOf(shop), await runsOf(other)]).toEqual([[], []])

  const worker = await other.startWorker()
  expect(await other.run('build', '--as-of', '2026-01-03')).toMatchObject({ code: 0 })
  expect([await runsOf(shop), await runsOf(other)]).toEqual([[], [{ run_id: 1, state: 'published' }]])
  await kill(worker)
})

test('a build waits for a worker that answers late', { timeout: 600_000 }, async () => {
  const worker = await other.startWorker()
  worker.child.kill('SIGSTOP')
  const build = other.start(['build', '--as-of', '2026-01-04'])
  await eventually(() => build.printed.out.includes('waiting for one'))
  worker.child.kill('SIGCONT')
  expect(await build.ended).toMatchObject({ code: 0, out: expect.stringMatching(/Published release \d/) as string })
  await kill(worker)
})

test('a renamed database keeps its schedule, and the next worker builds it', { timeout: 600_000 }, async () => {
  const applied = await other.run('schedule', 'apply')
  expect(applied.out).toMatch(
    new RegExp(`^The schedule is created.\nNights of the database ${name}: .*\noverlap: .*, in Temporal: memberhouse:\\d+:\\d+:nightly\n`),
  )
  const renamed = new URL(other.url)
  renamed.pathname = `${name}_renamed`
  const rename = (from: string, to: string) =>
    onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}'`, `alter database ${from} rename to ${to}`)
  await rename(name, `${name}_renamed`)
  const env = { DATABASE_URL: renamed.href }
  const shown = await other.start(['schedule', 'show'], { env }).ended
  expect(shown.out).toMatch(new RegExp(`^Nights of the database ${name}_renamed: every day at 02:30`))
  const worker = await other.startWorker(env)
  expect(await other.start(['build', '--as-of', '2026-01-05'], { env }).ended).toMatchObject({ code: 0 })
  expect(await other.start(['schedule', 'delete'], { env }).ended).toMatchObject({ code: 0 })
  await kill(worker)
  await rename(`${name}_renamed`, name)
})

test('a worker whose address leads to another database now writes nothing there', { timeout: 600_000 }, async () => {
  const connection = await Connection.connect({ address: inject('temporal_address') })
  try {
    const client = new Client({ connection, namespace: inject('temporal_namespace') })
    const old = await readTemporalNames(other.database)
    const worker = await other.startWorker()
    await onServer(`drop database ${name} with (force)`, `create database ${name}`)
    await migrate(other.url)
    const run = client.workflow.execute('buildRelease', {
      taskQueue: old.taskQueue,
      workflowId: `${old.workflowId}:${randomUUID()}`,
      args: [runRequest.parse({ actor: 'test' })],
    })
    const now = await readTemporalNames(other.database)
    const message = `This worker serves ${old.taskQueue}, but its DATABASE_URL now leads to another database, ${name} (${now.taskQueue})`
    await expect(run).rejects.toMatchObject({ cause: { cause: { message: expect.stringContaining(message) as string } } })
    expect(await runsOf(other)).toEqual([])
    await kill(worker)
  } finally {
    await connection.close()
  }
})
