import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { beginRun } from '../../../engine/run/begin_run.ts'
import { buildNode } from '../../../engine/build/build_node.ts'
import { append, full, numeric, source, text } from '../../../engine/project/contract.ts'
import { prepareRun } from '../../../engine/run/prepare_run.ts'
import { LeaseLost } from '../../../engine/meta/lease.ts'
import { abandonRun } from '../../../engine/run/end_run.ts'
import { runRequest } from '../../../engine/meta/run_request.ts'
import { eventually } from '../../support/command.ts'
import { model, openWarehouse, type Warehouse } from '../../support/project.ts'

let house: Warehouse
afterEach(() => house.close())

const sale = model('ods.sale', {
  kind: source({ files: 'sale_*.csv', deletion: append() }),
  columns: { email: text('Who.'), amount: numeric('How much.') },
})
const columns = { email: text('Who.'), amount: numeric('How much.') }
const line = (select = 'select email, amount from ods.sale', name = 'dwd.line') =>
  model(name, { kind: full(), grain: ['email'], columns }, select)
// The check of contracts runs the select on an empty table: the sleep must depend on a row.
const asleep = 'select email, amount from ods.sale cross join lateral (select pg_sleep(300 * abs(amount)::double precision)) as pause'
const twoSales = 'email,amount\nada@example.org,1\nbob@example.org,-2\n'

async function begin() {
  const asked = runRequest.parse({ actor: 'tester', as_of: '2020-01-01' })
  const run = await beginRun(house.database, asked, { runner: 'local', workflow_id: null }, house.config)
  await prepareRun(house.database, house.url, house.project(), run, asked, () => {})
  return run
}

/** Waits until as many statements sleep; returns the process of one. */
async function sleeping(count = 1): Promise<number> {
  const watch = new pg.Client(house.url)
  await watch.connect()
  try {
    return await eventually(async () => {
      const { rows } = await watch.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
      )
      return rows.length >= count && rows[0]!.pid
    })
  } finally {
    await watch.end()
  }
}

test('cancelling a run cancels its query in Postgres and leaves nothing behind', async () => {
  house = await openWarehouse([sale, line(asleep), line('select email, amount from dwd.line', 'ads.line')])
  await house.load('sale_1.csv', twoSales)
  const stop = new AbortController()
  const building = house.build({}, { signal: stop.signal })
  const pid = await sleeping()
  stop.abort()
  const { state, run_id } = await building
  expect(state).toBe('cancelled')
  expect(await house.nodes(run_id)).toMatchObject({ 'dwd.line': { state: 'cancelled' } })
  expect(
    await house.query(`select state, query from pg_stat_activity where pid = $1 and pid <> pg_backend_pid() and state <> 'idle'`, [pid]),
  ).toEqual([])
  expect(await house.query('select run_id from meta.lease')).toEqual([{ run_id: null }])
  expect(await house.query(`select relname from pg_class where relkind = 'r' and relname like 'dwd\\_line\\_v%'`)).toEqual([])
})

test('cancelling reaches Postgres even when nodes use every connection', async () => {
  const models = Array.from({ length: 10 }, (_, place) => line(asleep, `dwd.line_${place}`))
  house = await openWarehouse([sale, ...models])
  house.config.light_slots = 10
  await house.load('sale_1.csv', twoSales)
  const stop = new AbortController()
  const building = house.build({}, { signal: stop.signal })
  await sleeping(8)
  stop.abort()
  expect((await building).state).toBe('cancelled')
})

test('a run that was cancelled elsewhere starts no further node and ends as cancelled', async () => {
  house = await openWarehouse([sale, line()])
  await house.load('sale_1.csv', twoSales)
  const run = await begin()
  await abandonRun(house.database, run, 'cancelled', 'cancelled on request')
  await expect(buildNode(house.database, run, 'dwd.line')).rejects.toThrow(LeaseLost)
  expect(await house.nodes(run.run_id)).toMatchObject({ 'dwd.line': { state: 'skipped', attempt: 0 } })
  expect(await abandonRun(house.database, run, 'failed', 'dwd.line failed')).toMatchObject({
    state: 'cancelled',
    detail: 'cancelled on request',
  })
})

test('a run is cancelled only after the statements that others run for it have ended', async () => {
  house = await openWarehouse([sale, line(asleep)])
  await house.load('sale_1.csv', twoSales)
  const run = await begin()
  const building = buildNode(house.database, run, 'dwd.line').catch((error: unknown) => error)
  const pid = await sleeping()
  expect(await abandonRun(house.database, run, 'cancelled', 'cancelled on request')).toMatchObject({ state: 'cancelled' })
  expect(await house.query('select from pg_stat_activity where pid = $1', [pid])).toEqual([])
  expect(await building).toMatchObject({ code: '57P01' })
  expect(await house.nodes(run.run_id)).toMatchObject({ 'dwd.line': { state: 'cancelled', attempt: 1 } })
})

test('no attempt starts while a run is being cancelled', async () => {
  house = await openWarehouse([sale, line()])
  await house.load('sale_1.csv', twoSales)
  const run = await begin()
  const cancelling = await house.database.connect()
  await cancelling.query(`begin; update meta.run set state = 'cancelled' where run_id = ${run.run_id}`)
  const building = expect(buildNode(house.database, run, 'dwd.line')).rejects.toThrow(LeaseLost)
  const waiting = () => house.query(`select from pg_stat_activity where application_name like '%:dwd.line' and wait_event_type = 'Lock'`)
  await eventually(async () => (await waiting()).length > 0)
  await cancelling.query('commit')
  cancelling.release()
  await building
  expect(await house.nodes(run.run_id)).toMatchObject({ 'dwd.line': { state: 'waiting', attempt: 0 } })
})
