import { afterEach, describe, expect, test } from 'vitest'
import { beginRun } from '../../../engine/run/begin_run.ts'
import { buildNode } from '../../../engine/build/build_node.ts'
import {
  append,
  between,
  bigint,
  expression,
  full,
  numeric,
  source,
  text,
  unique,
  warn,
  type Model,
} from '../../../engine/project/contract.ts'
import { prepareRun } from '../../../engine/run/prepare_run.ts'
import { finishRun } from '../../../engine/run/finish_run.ts'
import { runRequest } from '../../../engine/meta/run_request.ts'
import { crossAudit, model, openWarehouse, segment, type Warehouse } from '../../support/project.ts'

let house: Warehouse
afterEach(() => house.close())

const sale = model('ods.sale', {
  kind: source({ files: 'sale_*.csv', deletion: append(), max_rejected_rate: 1 }),
  columns: { email: text('Who.', { personal: true, nullable: true }), amount: numeric('How much.', { nullable: true }) },
})
const columns = { email: text('Who.', { personal: true }), amount: numeric('How much.') }
const line = (contract: Partial<Model> = {}, select = 'select email, amount from ods.sale') =>
  model('dwd.line', { kind: full(), grain: ['email'], columns, ...contract }, select)
const sum = model(
  'ads.sum',
  { kind: full(), grain: ['total'], columns: { total: numeric('Of all.') } },
  'select coalesce(sum(amount), 0) as total from dwd.line',
)

const twoSales = 'email,amount\nada@example.org,1\nbob@example.org,-2\n'

test('an error of Postgres does not show a value where an input has personal columns', async () => {
  house = await openWarehouse([sale, line({}, "select email, (email || 'x')::numeric as amount from ods.sale")])
  await house.load('sale_1.csv', twoSales)
  const { run_id, detail } = await house.build({ as_of: '2020-01-01' })
  const shown = 'invalid input syntax for type numeric: "…" (the value is hidden: dwd.line reads personal columns)'
  expect(detail).toContain(shown)
  expect((await house.nodes(run_id))['dwd.line']).toMatchObject({ state: 'failed', error: shown })
  const stored = await house.query(
    'select run::text from meta.run union all select run_event::text from meta.run_event union all select run_node::text from meta.run_node',
  )
  expect(JSON.stringify(stored)).not.toContain('example.org')
})

/** The steps of a run by hand, to stand between them. */
async function begin(request: object = {}) {
  const asked = runRequest.parse({ actor: 'tester', as_of: '2020-01-01', ...request })
  const run = await beginRun(house.database, asked, { runner: 'local', workflow_id: null }, house.config)
  const nodes = await prepareRun(house.database, house.url, house.project(), run, asked, () => {})
  return { run, nodes }
}

describe.each(['versions', 'changes'] as const)('a relation stored by %s', (store) => {
  const kind = full({ store })

  test('whose rows fail an audit blocks the release, and readers keep the old one', async () => {
    house = await openWarehouse([sale, line({ kind }), sum])
    await house.load('sale_1.csv', 'email,amount\nada@example.org,1\n')
    const first = await house.build({ as_of: '2020-01-01' })
    await house.load('sale_2.csv', 'email,amount\nbob@example.org,-2\ncyd@example.org,-3\n')
    await house.change([sale, line({ kind, audits: [between('amount', 0, null), warn(expression('even', 'amount % 2 = 0'))] }), sum])
    const failed = await house.build()

    expect(failed).toMatchObject({ state: 'parked', detail: 'dwd.line broke between(amount, 0, null) (2 rows)' })
    expect(await house.rows('dwd.line')).toEqual([{ email: 'ada@example.org', amount: '1' }])
    expect(await house.nodes(failed.run_id)).toMatchObject({ 'dwd.line': { state: 'failed' }, 'ads.sum': { state: 'waiting' } })
    expect(await house.query('select release from meta.pointer')).toEqual([{ release: first.run_id }])
    expect(
      await house.query('select audit, severity, failing_count from meta.audit_result where run_id = $1 order by audit', [failed.run_id]),
    ).toEqual([
      { audit: 'between(amount, 0, null)', severity: 'error', failing_count: 2 },
      { audit: 'even', severity: 'warn', failing_count: 2 },
    ])
    expect(
      await house.query(`select failing_row from meta.audit_failure where run_id = $1 and audit like 'between%' order by failing_row`, [
        failed.run_id,
      ]),
    ).toEqual([{ failing_row: { amount: '-2' } }, { failing_row: { amount: '-3' } }])
  })

  test('whose rows fail a warning audit is published, and a sample of the rows is kept', async () => {
    house = await openWarehouse([sale, line({ kind, audits: [warn(between('amount', 0, null))] })])
    await house.load('sale_1.csv', twoSales)
    const { state, run_id } = await house.build()
    expect(state).toBe('published')
    expect(await house.query('select audit, failing_count from meta.audit_result where run_id = $1', [run_id])).toEqual([
      { audit: 'between(amount, 0, null)', failing_count: 1 },
    ])
    expect(await house.query('select failing_row from meta.audit_failure where run_id = $1', [run_id])).toEqual([
      { failing_row: { amount: '-2' } },
    ])
  })

  test('with two rows of one grain is reported like a failed audit', async () => {
    house = await openWarehouse([sale, line({ kind })])
    await house.load('sale_1.csv', `${twoSales}ada@example.org,5\n`)
    const { detail, run_id } = await house.build()
    expect(detail).toBe('dwd.line broke unique(email) (1 row)')
    expect(await house.query('select failing_row from meta.audit_failure where run_id = $1', [run_id])).toEqual([
      { failing_row: { row_count: '2' } },
    ])
  })

  test('with a null that the contract forbids is reported like a failed audit', async () => {
    house = await openWarehouse([sale, line({ kind })])
    await house.load('sale_1.csv', `${twoSales}cyd@example.org,\n,7\n`)
    const { detail, run_id } = await house.build()
    expect(detail).toBe('dwd.line broke not_null(email) (1 row), not_null(amount) (1 row)')
    expect(await house.query('select audit, failing_row from meta.audit_failure where run_id = $1 order by audit', [run_id])).toEqual([
      { audit: 'not_null(amount)', failing_row: { amount: null } },
      { audit: 'not_null(email)', failing_row: { amount: '7' } },
    ])
  })

  test('accepts nulls where its contract allows them', async () => {
    house = await openWarehouse([sale, line({ kind, columns: { ...columns, amount: numeric('How much.', { nullable: true }) } })])
    await house.load('sale_1.csv', 'email,amount\nada@example.org,\n')
    await house.build()
    expect(await house.rows('dwd.line')).toEqual([{ email: 'ada@example.org', amount: null }])
  })

  test('is built once by attempts that race', async () => {
    house = await openWarehouse([sale, line({ kind, audits: [warn(between('amount', 0, null))] })])
    await house.load('sale_1.csv', twoSales)
    const { run, nodes } = await begin()
    const outcomes = await Promise.all([1, 2, 3].map(() => buildNode(house.database, run, 'dwd.line')))
    const built = { state: 'built', row_count: 2, changed_count: 2 }
    expect(outcomes).toEqual([built, built, built])
    expect(nodes).toHaveLength(1)
    expect(await house.query(`select count(*) as versions from meta.version where relation = 'dwd.line'`)).toEqual([{ versions: 1 }])
    await finishRun(house.database, run, [], house.config)
    expect(await house.rows('dwd.line', run.run_id)).toHaveLength(2)
  })

  test('can fail its audit in attempt after attempt, and reports it each time', async () => {
    house = await openWarehouse([sale, line({ kind, audits: [between('amount', 0, null)] })])
    await house.load('sale_1.csv', twoSales)
    const { run } = await begin()
    for (const _ of [1, 2])
      await expect(buildNode(house.database, run, 'dwd.line')).rejects.toThrow('broke between(amount, 0, null) (1 row)')
    expect(await house.query('select count(*) as kept from meta.audit_failure')).toEqual([{ kept: 1 }])
  })

  test('is built again, once, when its backend is killed', async () => {
    const slow = `select email, amount from ods.sale cross join lateral (select pg_sleep(case when amount > 0 then 0.5 else 0 end)) as pause`
    house = await openWarehouse([sale, line({ kind }, slow)])
    await house.load('sale_1.csv', twoSales)
    const building = house.build()
    await backendOf(':dwd.line', 'select pg_terminate_backend(pid)')
    const { state, run_id } = await building
    expect(state).toBe('published')
    expect(await house.nodes(run_id)).toMatchObject({ 'dwd.line': { state: 'built', attempt: 2 } })
    expect(await house.query(`select version from meta.version where relation = 'dwd.line'`)).toEqual([{ version: run_id }])
    expect(await house.query(`select relname from pg_class where relkind = 'r' and relname like 'dwd\\_line\\_v%'`)).toHaveLength(
      store === 'versions' ? 1 : 0,
    )
    expect(await house.rows('dwd.line')).toHaveLength(2)
  })
})

/** Waits for the backend that builds a node, and does something to it. */
async function backendOf(node: string, action: string): Promise<number> {
  for (;;) {
    const rows = await house.query(
      `select pid from pg_stat_activity where datname = current_database() and application_name like '%' || $1 and wait_event = 'PgSleep'`,
      [node],
    )
    if (rows.length > 0) {
      await house.query(`${action} from (select $1::integer as pid) as backend`, [rows[0]!['pid']])
      return rows[0]!['pid'] as number
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a failed node blocks its dependants and nothing else', async () => {
  const other = model('dwd.other', { kind: full(), grain: ['email'], columns }, 'select email, amount from ods.sale')
  house = await openWarehouse([sale, line({ audits: [expression('never', 'false')] }), sum, other])
  await house.load('sale_1.csv', twoSales)
  const { run_id } = await house.build()
  expect(await house.nodes(run_id)).toMatchObject({
    'dwd.line': { state: 'failed' },
    'ads.sum': { state: 'waiting' },
    'dwd.other': { state: 'built' },
  })
})

test('an audit across models that finds rows blocks the release, and its sample hides personal columns', async () => {
  house = await openWarehouse([
    sale,
    line(),
    crossAudit('no_debts', `select line.email, line.amount from dwd.line where line.amount < 0 and line.email ~ '^b.*g$'`),
  ])
  await house.load('sale_1.csv', twoSales)
  const { state, detail, run_id } = await house.build()
  expect({ state, detail }).toEqual({ state: 'parked', detail: 'audit.no_debts broke audit.no_debts (1 row)' })
  expect(await house.query('select failing_row from meta.audit_failure where run_id = $1', [run_id])).toEqual([
    { failing_row: { amount: '-2' } },
  ])
  await expect(house.rows('dwd.line')).rejects.toThrow('nothing is published yet')
})

test('an audit of a model may read other models, and its sample hides the personal columns of both', async () => {
  const debtor = model(
    'dwd.debtor',
    { kind: full(), grain: ['email'], columns: { email: columns.email } },
    'select email from dwd.line where amount < 0',
  )
  const audit = {
    name: 'none',
    severity: 'warn' as const,
    failing: 'select line.email, line.amount from dwd.line inner join {rows} as debtor on debtor.email = line.email',
  }
  house = await openWarehouse([sale, line(), { ...debtor, declared: { ...debtor.declared, audits: [audit, unique('email')] } }])
  await house.load('sale_1.csv', twoSales)
  const { state, run_id } = await house.build()
  expect(state).toBe('published')
  expect(await house.query('select failing_row from meta.audit_failure where run_id = $1', [run_id])).toEqual([
    { failing_row: { amount: '-2' } },
  ])
})

test('a segment with a member twice, or with a null that it does not allow, is not published', async () => {
  const kept = (select: string) => segment('kept', { columns: { one_id: bigint('Who.'), amount: numeric('How much.') } }, select)
  house = await openWarehouse([sale, line(), kept('select 1::bigint as one_id, amount from dwd.line')])
  await house.load('sale_1.csv', twoSales)
  expect((await house.build()).detail).toBe('segment.kept broke unique(one_id) (1 row)')
  await house.change([sale, line(), kept('select 1::bigint as one_id, null::numeric as amount')])
  expect((await house.build()).detail).toBe('segment.kept broke not_null(amount) (1 row)')
})

test('rows loaded during a run are seen by the next run, not by this one', async () => {
  house = await openWarehouse([sale, line(), sum])
  await house.load('sale_1.csv', twoSales)
  const { run } = await begin()
  await buildNode(house.database, run, 'dwd.line')
  await house.load('sale_2.csv', 'email,amount\ncyd@example.org,50\n')
  await buildNode(house.database, run, 'ads.sum')
  await finishRun(house.database, run, [], house.config)
  expect(await house.rows('ads.sum', run.run_id)).toEqual([{ total: '-1' }])
  expect(await house.rows('ods.sale', run.run_id)).toHaveLength(2)
  await house.build()
  expect(await house.rows('ads.sum')).toEqual([{ total: '49' }])
})

test('a day of a timestamp is the same in every session', async () => {
  const day = model(
    'dwd.day',
    { kind: full(), grain: ['day'], columns: { day: text('Day.') } },
    `select (timestamptz '2020-01-01 23:30+00')::date::text || ' ' || (date '2020-02-01')::text as day`,
  )
  house = await openWarehouse([day])
  await house.query(`alter database ${new URL(house.url).pathname.slice(1)} set timezone = 'Asia/Shanghai'`)
  // Connections take the setting up when they are made.
  await house.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
  expect(await house.query('show timezone')).toEqual([{ TimeZone: 'Asia/Shanghai' }])
  await house.build()
  expect(await house.rows('dwd.day')).toEqual([{ day: '2020-01-01 2020-02-01' }])
})

test('finishing a candidate again returns the reason again', async () => {
  house = await openWarehouse([sale, line()])
  await house.load('sale_1.csv', twoSales)
  const { run } = await begin({ publish: 'never' })
  await buildNode(house.database, run, 'dwd.line')
  const candidate = { state: 'candidate', detail: 'asked not to publish' }
  expect(await finishRun(house.database, run, [], house.config)).toMatchObject(candidate)
  expect(await finishRun(house.database, run, [], house.config)).toMatchObject(candidate)
})
