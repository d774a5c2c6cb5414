import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { eventually, openShop, type Shop } from '../support/command.ts'

// Runs on Temporal: a worker in a separate process, and commands as a user types them.

// The gate is a lock that the test holds: a build waits there until the test releases it.
const gated = 'where sold_on < warehouse.as_of() and pg_advisory_xact_lock_shared(42)::text is not null'
const plain = 'where sold_on < warehouse.as_of()'
const asleep = 'where sold_on < warehouse.as_of() and pg_sleep(300)::text is not null'

let shop: Shop
let worker: Awaited<ReturnType<Shop['startWorker']>>
let where = plain

/** Replaces the where clause of dws.member_sale. */
const edit = (to: string) => {
  if (to !== where) shop.edit('models/dws/member_sale.sql', where, to)
  where = to
}
const state = async (run: number) => (await shop.query<{ state: string }>(`select state from meta.run where run_id = ${run}`))[0]?.state
const newestRun = async () => (await shop.query<{ run: number }>('select coalesce(max(run_id), 0) as run from meta.run'))[0]!.run
const backends = (run: number) =>
  shop.query<{ pid: number }>(`select pid from pg_stat_activity where application_name like 'memberhouse:${run}:%' and state = 'active'`)
const published = async () => (await shop.run('sql', 'select one_id, amount from dws.member_sale order by one_id', '--csv')).out
/** Waits until the node's statement runs; returns the number of the run. */
const building = (node: string, after: number) =>
  eventually(async () => {
    const run = await newestRun()
    if (run <= after) return null
    const found = await shop.query(
      `select from pg_stat_activity where application_name = 'memberhouse:${run}:${node}' and state = 'active'`,
    )
    return found.length > 0 && run
  })

beforeAll(async () => {
  shop = await openShop()
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  worker = await shop.startWorker()
}, 120_000)
afterAll(() => shop.close())
beforeEach(() => edit(plain))

test('a build is followed to its end, one line per node, and readers see the new release', { timeout: 120_000 }, async () => {
  const { code, out } = await shop.run('build', '--as-of', '2026-01-02')
  expect(out).toMatch(/✓ dwd\.sale .* built .* 2 rows/)
  expect(out).toMatch(/✓ segment\.spenders .* 1 members/)
  expect(out).toContain('Published release 1: readers see it now.')
  expect(code).toBe(0)
  expect(await published()).toBe('one_id,amount\n7,10\n8,4\n')
})

test('after a failed audit readers keep the old release, and the failing rows are shown', { timeout: 120_000 }, async () => {
  shop.write('sale_2.csv', 'sale_id,member_id,sold_on,amount,note\n3,9,2026-01-02,-5,\n')
  expect(await shop.run('load', 'sale_2.csv')).toMatchObject({ code: 0 })
  const { code, out } = await shop.run('build', '--as-of', '2026-01-03')
  const run = await newestRun()
  expect(out).toMatch(/✗ dws\.member_sale .* failed/)
  expect(out).toContain(`Parked: run ${run} waits for a retry until`)
  expect(code).toBe(1)
  expect(await published()).toBe('one_id,amount\n7,10\n8,4\n')
  const shown = await shop.run('run', 'show', String(run))
  expect(shown.out).toMatch(/between\(amount, 0, null\) \(error\) found 1 rows[^]*-5/)
  const { rows } = await shop.database.query('select from segment.snapshot where version = $1', [run])
  expect(rows).toEqual([])
  expect(await shop.run('run', 'cancel', String(run))).toMatchObject({ code: 0, out: `Run ${run} is cancelled.\n` })
  shop.write('sale_3.csv', 'sale_id,member_id,sold_on,amount,note\n3,9,2026-01-02,5,\n')
  expect(await shop.run('load', 'sale_3.csv')).toMatchObject({ code: 0 })
})

test('a second build fails with the holder of the lease; cancelling ends the query in Postgres', { timeout: 180_000 }, async () => {
  edit(asleep)
  const before = await newestRun()
  const first = shop.start(['build', '--as-of', '2026-01-03'])
  const run = await building('dws.member_sale', before)
  const second = await shop.run('build', '--as-of', '2026-01-03')
  expect(second.code).toBe(1)
  expect(second.err).toMatch(new RegExp(`Run ${run} is building \\(started .* by \\w+\\)`))
  expect(await newestRun()).toBe(run)

  const cancelled = shop.start(['run', 'cancel', String(run)])
  await eventually(async () => (await shop.query(`select from meta.run where run_id = ${run} and state = 'cancelled'`)).length > 0)
  // Its statement has ended before. A new attempt may still be leaving: it waited for the run's row.
  const asleepStill = `select pid from pg_stat_activity where application_name like 'memberhouse:${run}:%' and query like '%pg_sleep%' and state = 'active'`
  expect(await shop.query(asleepStill)).toEqual([])
  await eventually(async () => (await backends(run)).length === 0)
  expect(await cancelled.ended).toMatchObject({ code: 0, out: `Run ${run} is cancelled.\n` })
  // The query sleeps for 300 seconds: it can have ended only because it was cancelled.
  const [node] = await shop.query<{ state: string; error: string }>(
    `select state, error from meta.run_node where run_id = ${run} and node = 'dws.member_sale'`,
  )
  expect(node).toMatchObject({ state: 'cancelled' })
  expect(await first.ended).toMatchObject({ code: 1, out: expect.stringContaining(`Cancelled: run ${run}`) as string })
  expect(await published()).toBe('one_id,amount\n7,10\n8,4\n')
})

test('after a worker is killed, a new one continues the run, and each node is built once', { timeout: 240_000 }, async () => {
  edit(gated)
  const gate = await shop.database.connect()
  await gate.query('select pg_advisory_lock(42)')
  const before = await newestRun()
  const build = shop.start(['build', '--as-of', '2026-01-03'])
  const run = await building('dws.member_sale', before)
  worker.child.kill('SIGKILL')
  await worker.ended
  worker = await shop.startWorker()
  // The killed worker's backend must end by itself, and the new worker's must reach the gate.
  await eventually(async () => {
    const [node] = await shop.query<{ attempt: number }>(
      `select attempt from meta.run_node where run_id = ${run} and node = 'dws.member_sale'`,
    )
    return node!.attempt > 1 && (await backends(run)).length === 1
  })
  await gate.query('select pg_advisory_unlock(42)')
  gate.release()
  expect(await build.ended).toMatchObject({ code: 0, out: expect.stringContaining(`Published release ${run}`) as string })
  expect(await state(run)).toBe('published')
  expect(await published()).toBe('one_id,amount\n7,10\n8,4\n9,5\n')
  expect(
    await shop.query(`select relation, count(*) as versions from meta.version where version = ${run} group by relation order by relation`),
  ).toEqual([
    { relation: 'dwd.sale', versions: 1 },
    { relation: 'dws.member_sale', versions: 1 },
  ])
  // No table of the lost attempt is left beside the partitions.
  const tables = await shop.query(`select relname from pg_class where relname ~ '_v${run}(a|$)' and relkind = 'r'`)
  expect(tables).toHaveLength(1)
})

test('a worker that is stopped returns the node that it builds, and the next worker publishes the run', { timeout: 240_000 }, async () => {
  edit(gated)
  const gate = await shop.database.connect()
  await gate.query('select pg_advisory_lock(42)')
  const before = await newestRun()
  const build = shop.start(['build', '--as-of', '2026-01-03', '--full-refresh'])
  const run = await building('dws.member_sale', before)
  worker.child.kill('SIGTERM')
  await worker.ended
  expect(await backends(run)).toEqual([])
  expect(await state(run)).toBe('building')
  worker = await shop.startWorker()
  await eventually(async () => (await backends(run)).length === 1)
  await gate.query('select pg_advisory_unlock(42)')
  gate.release()
  const { code, out } = await build.ended
  expect(out).toContain(`Published release ${run}`)
  expect(out).toMatch(/✓ dws\.member_sale .* built/)
  expect(code).toBe(0)
})

test('a run without a worker can be cancelled', { timeout: 240_000 }, async () => {
  edit(asleep)
  const before = await newestRun()
  const build = shop.start(['build', '--as-of', '2026-01-03', '--full-refresh'])
  const run = await building('dws.member_sale', before)
  worker.child.kill('SIGKILL')
  await worker.ended
  expect(await shop.run('run', 'cancel', String(run))).toMatchObject({ code: 0, out: `Run ${run} is cancelled.\n` })
  worker = await shop.startWorker()
  expect(await build.ended).toMatchObject({ code: 1, out: expect.stringContaining(`Cancelled: run ${run}`) as string })
})

test('an error of Postgres that quotes a row is shown to the user, but not stored in Temporal', { timeout: 120_000 }, async () => {
  edit("where sold_on < warehouse.as_of() and ('secret' || sale_id)::int > 0")
  const { code, out } = await shop.run('build', '--as-of', '2026-01-03')
  const run = await newestRun()
  expect(out).toMatch(/dws\.member_sale: invalid input syntax for type integer: "secret\d"/)
  expect(code).toBe(1)
  const [known] = await shop.query<{ workflow_id: string }>(`select workflow_id from meta.run where run_id = ${run}`)
  const connection = await Connection.connect({ address: inject('temporal_address') })
  const client = new Client({ connection, namespace: inject('temporal_namespace') })
  const history = JSON.stringify(await client.workflow.getHandle(known!.workflow_id).fetchHistory(), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString() : value,
  )
  await connection.close()
  expect(history).toContain(`SQLSTATE 22P02, see: memberhouse run show ${run}`)
  expect(history).not.toMatch(/secret\d/)
  expect(await shop.run('run', 'cancel', String(run))).toMatchObject({ code: 0 })
})

test('a build with an earlier as_of ends as a readable candidate; a rollback moves readers', { timeout: 120_000 }, async () => {
  const { out, code } = await shop.run('build', '--as-of', '2026-01-02')
  const run = await newestRun()
  expect(out).toContain(`Candidate ${run}, not published: its as_of 2026-01-02 is before that of the published release`)
  expect(code).toBe(0)
  expect((await shop.run('sql', 'select count(*) as members from dws.member_sale', '--release', String(run), '--csv')).out).toBe(
    'members\n2\n',
  )
  expect(await shop.run('release', 'rollback', '1')).toMatchObject({ code: 0 })
  expect(await published()).toBe('one_id,amount\n7,10\n8,4\n')
})
