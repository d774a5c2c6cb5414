import { afterEach, describe, expect, test } from 'vitest'
import { append, boolean, computed, full, numeric, source, text, view } from '../../../engine/project/contract.ts'
import { checkContracts } from '../../../engine/check/check_contracts.ts'
import { replaceViews } from '../../../engine/release/replace_views.ts'
import { eventually } from '../../support/command.ts'
import { testModels } from '../../../engine/check/test_models.ts'
import { model, openWarehouse, type Warehouse } from '../../support/project.ts'

let warehouse: Warehouse
afterEach(() => warehouse.close())

const orders = model('ods.shop_order', {
  kind: source({ files: 'orders*.csv', key: ['order_id'], deletion: append() }),
  columns: { order_id: text('Order.'), customer: text('Who.'), amount: numeric('How much.') },
})
const select = 'select customer, amount from ods.shop_order order by order_id'
const totals = (store: 'versions' | 'changes') => ({
  ...model('dwd.customer_total', {
    kind: computed('tests/fixtures/running_total.ts', { store }),
    grain: ['customer'],
    columns: { customer: text('Who.'), total_amount: numeric('In all.'), note: text('Odd characters.'), is_big: boolean('Over 100.') },
  }),
  select_text: null,
  inputs: [{ name: 'orders', file: 'models/dwd/customer_total.orders.sql', text: `${select};` }],
})

describe.each(['versions', 'changes'] as const)('a computed model, stored by %s', (store) => {
  test('reads its inputs row by row and stores what it yields, with nulls and special characters', async () => {
    warehouse = await openWarehouse([orders, totals(store)])
    await warehouse.load('orders.csv', 'order_id,customer,amount\n1,Ann,60\n2,Ben,1.5\n3,Ann,50\n4,"Tab\there \\ and\nline",2\n')
    const { run_id, detail } = await warehouse.build({ as_of: '2024-01-01' })
    expect(detail).toBeNull()
    expect(await warehouse.rows('dwd.customer_total')).toEqual([
      { customer: 'Tab\there \\ and\nline', total_amount: '2', note: 'as of 2024-01-01\ttab\\', is_big: false },
      { customer: 'Ann', total_amount: '110', note: 'as of 2024-01-01\ttab\\', is_big: true },
      { customer: 'Ben', total_amount: '1.5', note: 'as of 2024-01-01\ttab\\', is_big: false },
    ])
    expect((await warehouse.nodes(run_id))['dwd.customer_total']).toMatchObject({ state: 'built', row_count: 3 })
    const again = await warehouse.build({ as_of: '2024-01-01' })
    expect((await warehouse.nodes(again.run_id))['dwd.customer_total']!.state).toBe('carried_over')
  })
})

test('an error of a computed module parks the run and names the module', async () => {
  warehouse = await openWarehouse([
    orders,
    { ...totals('versions'), inputs: [{ name: 'other', file: 'models/dwd/customer_total.other.sql', text: select }] },
  ])
  const end = await warehouse.build({ as_of: '2024-01-01' })
  expect(end.state).toBe('parked')
  expect(end.detail).toContain('tests/fixtures/running_total.ts')
})

test('cancelling a computed model ends its process and cancels the run', async () => {
  const endless = totals('versions')
  endless.declared = { ...endless.declared, kind: computed('tests/fixtures/endless.ts') } as typeof endless.declared
  warehouse = await openWarehouse([orders, endless])
  const cancelling = new AbortController()
  let run = 0
  const build = warehouse.build({ as_of: '2024-01-01' }, { signal: cancelling.signal, onBegin: (run_id) => (run = run_id) })
  await eventually(async () => {
    const copying = `select from pg_stat_activity where application_name = $1 and query like 'copy %'`
    return (await warehouse.query(copying, [`memberhouse:${run}:dwd.customer_total`])).length > 0
  })
  cancelling.abort(new Error('enough'))
  expect((await build).state).toBe('cancelled')
  expect((await warehouse.nodes(run))['dwd.customer_total']!.state).toBe('cancelled')
})

test("an error in the input of a computed model is reported with the input's file", async () => {
  const broken = {
    ...totals('versions'),
    inputs: [{ name: 'orders', file: 'models/dwd/customer_total.orders.sql', text: 'select\n  nobody from ods.shop_order' }],
  }
  warehouse = await openWarehouse([orders, broken])
  expect(await checkContracts(warehouse.url, warehouse.project())).toMatchObject([
    { file: 'models/dwd/customer_total.orders.sql', line: 2 },
  ])
})

test('a unit test of a computed model runs its function over the given rows', async () => {
  warehouse = await openWarehouse([orders, totals('versions')])
  const given = {
    'ods.shop_order': [
      { order_id: '1', customer: 'Ann', amount: 60 },
      { order_id: '2', customer: 'Ann', amount: 50.5 },
    ],
  }
  const suite = (total_amount: number) => ({
    name: `returns ${total_amount}`,
    as_of: '2024-01-01',
    given,
    expect: [{ customer: 'Ann', total_amount, is_big: true }],
  })
  // The model reads the source, not its registry.
  const unread = { ...suite(110.5), given: { 'registry.ods_shop_order': [] } }
  const project = {
    ...warehouse.project(),
    tests: [{ file: 'tests/models/dwd/customer_total.ts', model: 'dwd.customer_total', tests: [suite(110.5), suite(7), unread] }],
  }
  const [right, wrong, mistaken] = await testModels(warehouse.url, project, new Set(['dwd.customer_total']))
  expect(right!.failure).toBeNull()
  expect(wrong!.failure).toMatch(/- expected +Ann +7 +true\n\+ got +Ann +110\.5 +true/)
  expect(mistaken!.failure).toMatch(/given registry\.ods_shop_order, which dwd\.customer_total does not read/)
})

describe('a view', () => {
  const facts = model(
    'dwd.shop_order',
    { kind: full(), grain: ['order_id'], columns: { order_id: text('Order.'), amount: numeric('How much.') } },
    'select order_id, amount from ods.shop_order',
  )
  const wide = (sql: string, columns: Record<string, ReturnType<typeof text>>) => model('ads.order_wide', { kind: view(), columns }, sql)
  const first = wide('select order_id, amount from dwd.shop_order', { order_id: text('Order.'), amount: numeric('How much.') })
  const second = wide('select 2 * amount as twice_amount, order_id from dwd.shop_order', {
    twice_amount: numeric('Twice.'),
    order_id: text('Order.'),
  })

  test('is replaced once the publication that changed it is effective, and not by a candidate', async () => {
    warehouse = await openWarehouse([orders, facts, first])
    await warehouse.load('orders.csv', 'order_id,customer,amount\n1,Ann,60\n')
    await warehouse.build({ as_of: '2024-01-01' })
    expect(await warehouse.rows('ads.order_wide')).toEqual([{ order_id: '1', amount: '60' }])

    await warehouse.change([orders, facts, second])
    const candidate = await warehouse.build({ as_of: '2024-01-01', publish: 'never' })
    expect((await warehouse.nodes(candidate.run_id))['ads.order_wide']!.state).toBe('skipped')
    expect(await warehouse.rows('ads.order_wide')).toEqual([{ order_id: '1', amount: '60' }])

    const published = await warehouse.build({ as_of: '2024-01-01' })
    expect((await warehouse.nodes(published.run_id))['ads.order_wide']).toMatchObject({ state: 'built', reason: 'code changed' })
    expect(await warehouse.rows('ads.order_wide')).toEqual([{ twice_amount: '120', order_id: '1' }])
    const quiet = await warehouse.build({ as_of: '2024-01-01' })
    expect((await warehouse.nodes(quiet.run_id))['ads.order_wide']!.state).toBe('carried_over')
  })

  test('with a dependent view keeps its definition when columns are removed; the run is published and the next one retries', async () => {
    warehouse = await openWarehouse([orders, facts, first])
    await warehouse.load('orders.csv', 'order_id,customer,amount\n1,Ann,60\n')
    await warehouse.build({ as_of: '2024-01-01' })
    await warehouse.query('create view public.of_mine as select amount from ads.order_wide')
    await warehouse.change([orders, facts, second])
    const reported: string[] = []
    const { run_id, state } = await warehouse.build({ as_of: '2024-01-01' }, { report: (line) => reported.push(line) })
    expect(state).toBe('published')
    const failed = (await warehouse.nodes(run_id))['ads.order_wide']!
    expect(failed.state).toBe('failed')
    expect(failed.error).toContain('of_mine')
    expect(reported.join()).toContain('ads.order_wide keeps its old definition')
    expect(await warehouse.query(`select event from meta.run_event where run_id = $1 and event = 'view failed'`, [run_id])).toHaveLength(1)
    expect(await warehouse.rows('ads.order_wide')).toEqual([{ order_id: '1', amount: '60' }])

    // A definition with the same columns can be replaced despite the dependent view.
    const doubled = wide('select order_id, 2 * amount as amount from dwd.shop_order', {
      order_id: text('Order.'),
      amount: numeric('Twice.'),
    })
    await warehouse.change([orders, facts, doubled])
    await warehouse.build({ as_of: '2024-01-01' })
    expect(await warehouse.rows('public.of_mine')).toEqual([{ amount: '120' }])

    await warehouse.query('drop view public.of_mine')
    await warehouse.change([orders, facts, second])
    const retried = await warehouse.build({ as_of: '2024-01-01' })
    expect((await warehouse.nodes(retried.run_id))['ads.order_wide']!.state).toBe('built')
    // A late replacement by the older run does not restore its definition.
    await warehouse.query(`update meta.run_node set state = 'waiting' where run_id = $1 and node = 'ads.order_wide'`, [run_id])
    await warehouse.query(
      `update meta.run_node set definition = jsonb_set(definition, '{select}', '"select 1"') where run_id = $1 and node = 'ads.order_wide'`,
      [run_id],
    )
    await replaceViews(warehouse.database, run_id, () => {})
    expect((await warehouse.nodes(run_id))['ads.order_wide']!.state).toBe('skipped')
    expect(await warehouse.rows('ads.order_wide')).toEqual([{ twice_amount: '120', order_id: '1' }])
  })

  test('may not be read by a model', async () => {
    warehouse = await openWarehouse([orders, facts, first])
    const reader = model(
      'ads.reader',
      { kind: full(), grain: ['order_id'], columns: { order_id: text('Order.') } },
      'select order_id from ads.order_wide',
    )
    await expect(warehouse.change([orders, facts, first, reader])).rejects.toThrow('ads.order_wide is a view, which models may not read')
  })
})
