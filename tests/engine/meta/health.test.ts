import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeMetrics } from '../../../activities/describe_metrics.ts'
import { append, between, bigint, date, full, numeric, source } from '../../../engine/project/contract.ts'
import { beginRun } from '../../../engine/run/begin_run.ts'
import { rollbackTo } from '../../../engine/release/rollback.ts'
import { runRequest } from '../../../engine/meta/run_request.ts'
import { freshnessOf, readWarehouseState } from '../../../engine/meta/warehouse_state.ts'
import { model, openWarehouse, type Warehouse } from '../../support/project.ts'

let house: Warehouse
beforeEach(async () => {
  house = await openWarehouse([
    model('ods.sale', {
      kind: source({
        files: 'sale*.csv',
        key: ['id'],
        deletion: append(),
        max_rejected_rate: 0.5,
        freshness: { column: 'sold_on', warn_days: 2, error_days: 5 },
      }),
      columns: { id: bigint('Sale.'), sold_on: date('Day.'), amount: numeric('How much.') },
    }),
    model(
      'dws.sum',
      { kind: full(), grain: ['total'], columns: { total: numeric('Of all.') }, audits: [between('total', 0, null)] },
      'select sum(amount) as total from ods.sale',
    ),
  ])
  await house.load('sale_1.csv', 'id,sold_on,amount\n1,2026-01-01,5\n2,2026-01-02,never\n')
})
afterEach(() => house.close())

const state = (today: string) => readWarehouseState(house.database, today)
const schedule = { at: '02:30', time_zone: 'Europe/London', overlap: 'skip', catch_up: '1 hour' } as const
const pool = { size: 8, in_use: 1, idle: 2, waiting: 0 }

/** Reads the metrics as values by name. */
async function metrics(): Promise<Record<string, number>> {
  const connection = await house.database.connect()
  const text = await describeMetrics({ schedule, time_zone: 'Europe/London' }, pool, connection).finally(() => connection.release())
  return Object.fromEntries(
    [...text.matchAll(/^(memberhouse_\w+(?:\{.*\})?) (\S+)$/gm)].map(([, name, value]) => [
      name!.replace('memberhouse_', ''),
      Number(value),
    ]),
  )
}

test('an empty warehouse has an empty state', async () => {
  expect(await state('2026-01-02')).toMatchObject({ release: null, runs: {}, building: null, parked: [], newest: null })
  expect(await metrics()).toMatchObject({
    postgres_up: 1,
    lease_held: 0,
    'runs{state="published"}': 0,
    'pool_connections{state="idle"}': 2,
  })
})

test('the state shows the release, failed nodes, rejected rows and the age of sources', async () => {
  const first = await house.build({ as_of: '2026-01-03' })
  await house.load('sale_2.csv', 'id,sold_on,amount\n3,2026-01-03,-9\n')
  const parked = await house.build({ as_of: '2026-01-04' })
  expect(parked.state).toBe('parked')

  const found = await state('2026-01-06')
  expect(found).toMatchObject({
    release: { release: first.run_id, as_of: '2026-01-03', newest_release: first.run_id },
    runs: { published: 1, parked: 1 },
    building: null,
    parked: [{ run_id: parked.run_id, waits_for: 'retry', failed: ['dws.sum'], gates: [] }],
    newest: { run_id: parked.run_id, state: 'parked', nodes: [{ node: 'dws.sum', state: 'failed' }] },
    sources: [
      {
        source: 'ods.sale',
        newest_on: '2026-01-03',
        age_days: 3,
        warn_days: 2,
        error_days: 5,
        rows: { accepted: 2, unchanged: 0, rejected: 1, deleted: 0 },
        files: { loaded: 2, refused: 0 },
        lately: { rows_read: 3, rows_rejected: 1, files_refused: 0 },
      },
    ],
  })
  for (const [today, freshness] of [
    ['2026-01-05', 'fresh'],
    ['2026-01-06', 'stale'],
    ['2026-01-08', 'stale'],
    ['2026-01-09', 'too stale'],
  ] as const) {
    expect(freshnessOf((await state(today)).sources[0]!)).toBe(freshness)
  }
  expect(await metrics()).toMatchObject({
    release: first.run_id,
    'runs{state="parked"}': 1,
    'runs{state="published"}': 1,
    'node_failed{node="dws.sum"}': 1,
    'source_rows_total{source="ods.sale",outcome="rejected"}': 1,
    'source_age_limit_days{source="ods.sale",severity="error"}': 5,
    newest_run: parked.run_id,
  })
})

test('the state shows the holder of the lease, its expiry, and a newer release after a rollback', async () => {
  const first = await house.build({ as_of: '2026-01-03' })
  const second = await house.build({ as_of: '2026-01-04', full_refresh: true })
  await rollbackTo(house.database, first.run_id, 'tester', 200)
  const request = runRequest.parse({ actor: 'night watch' })
  const run = await beginRun(house.database, request, { runner: 'temporal', workflow_id: 'w' }, house.config)
  const { building, release } = await state('2026-01-05')
  expect(release).toMatchObject({ release: first.run_id, newest_release: second.run_id })
  expect(building).toMatchObject({ run_id: run.run_id, actor: 'night watch', expires_at: expect.any(Date) as Date })
  expect(await metrics()).toMatchObject({ lease_held: 1, building_run: run.run_id, release: first.run_id, release_newest: second.run_id })
  await house.query(`update meta.lease set expires_at = clock_timestamp()`)
  expect((await state('2026-01-05')).building).toMatchObject({ run_id: run.run_id, expires_at: null })
  expect(await metrics()).toMatchObject({ lease_held: 0, building_run: run.run_id })
})

test('the next run forgets freshness limits that a contract no longer declares', async () => {
  await house.build({ as_of: '2026-01-03' })
  expect((await state('2026-01-03')).sources[0]).toMatchObject({ warn_days: 2, error_days: 5 })
  await house.change([
    model('ods.sale', {
      kind: source({ files: 'sale*.csv', key: ['id'], deletion: append() }),
      columns: { id: bigint('Sale.'), sold_on: date('Day.'), amount: numeric('How much.') },
    }),
  ])
  await house.build({ as_of: '2026-01-03' })
  expect((await state('2026-01-03')).sources[0]).toMatchObject({ warn_days: null, error_days: null })
})
