import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { append, date, full, integer, numeric, source, text, type Model, type StoreName } from '../../../engine/project/contract.ts'
import { planSync } from '../../../engine/store/plan_sync.ts'
import { resetModel } from '../../../engine/release/reset_model.ts'
import { syncRelations } from '../../../engine/store/sync_relations.ts'
import { model, openWarehouse, reading, type Warehouse } from '../../support/project.ts'

let house: Warehouse
afterEach(() => house.close())

const sale = model('ods.sale', {
  kind: source({ files: 'sale_*.csv', deletion: append() }),
  columns: { amount: numeric('How much.', { nullable: true }) },
})
const columns = { code: text('Code.'), amount: numeric('How much.') }
const line = (given: Model['columns'] = columns, select = `select 'a' as code, 1::numeric as amount`, contract: Partial<Model> = {}) =>
  model('dwd.line', { doc: 'Lines.', kind: full(), grain: ['code'], columns: given, ...contract }, select)

const changes = async () =>
  Object.fromEntries(
    (await planSync(house.database, house.project().nodes)).map((step) => [
      step.node.name,
      { changes: step.changes, conflicts: step.conflicts },
    ]),
  )
const commentOf = (column: string) =>
  house.query(
    `select obj_description('dwd.line'::regclass) as relation, col_description('dwd.line'::regclass, attnum) as column from pg_attribute where attrelid = 'dwd.line'::regclass and attname = $1`,
    [column],
  )

test('a new relation is created with its comments, and the next plan is empty', async () => {
  house = await openWarehouse([line()])
  expect(await changes()).toEqual({ 'dwd.line': { changes: ['create dwd.line'], conflicts: [] } })
  await house.build()
  expect(await commentOf('amount')).toEqual([{ relation: 'Lines.', column: 'How much.' }])
  expect(await changes()).toEqual({ 'dwd.line': { changes: [], conflicts: [] } })
})

test('a changed doc reaches Postgres and rebuilds nothing', async () => {
  house = await openWarehouse([line()])
  const first = await house.build()
  await house.change([line({ ...columns, amount: numeric("What it's worth.") }, undefined, { doc: 'Better lines.' })])
  expect(await changes()).toEqual({ 'dwd.line': { changes: ['describe'], conflicts: [] } })
  const { run_id } = await house.build()
  expect(await commentOf('amount')).toEqual([{ relation: 'Better lines.', column: "What it's worth." }])
  expect(await house.versions(run_id)).toEqual({ 'dwd.line': first.run_id })
})

test.each<StoreName>(['versions', 'changes'])(
  'a new column comes last in the view of a relation stored by %s, and is null in older releases',
  async (store) => {
    const kind = full({ store })
    house = await openWarehouse([line(columns, undefined, { kind })])
    const first = await house.build()
    await house.change([
      line({ sold_on: date('When.'), ...columns }, `select date '2020-01-01' as sold_on, 'a' as code, 1::numeric as amount`, { kind }),
    ])
    expect(await changes()).toEqual({ 'dwd.line': { changes: ['add sold_on date'], conflicts: [] } })
    expect((await house.build()).state).toBe('published')
    expect(Object.entries((await house.rows('dwd.line'))[0]!)).toEqual([
      ['code', 'a'],
      ['amount', '1'],
      ['sold_on', '2020-01-01'],
    ])
    expect(await house.rows('dwd.line', first.run_id)).toEqual([{ code: 'a', amount: '1', sold_on: null }])
  },
)

test('a published column is not retyped, nor is a grain or a store changed: all conflicts are reported, and nothing happens', async () => {
  house = await openWarehouse([line()])
  const { run_id } = await house.build()
  await house.change([
    line({ code: text('Code.'), amount: integer('How much.') }, `select 'a' as code, 1 as amount`, { kind: full({ store: 'changes' }) }),
  ])
  await expect(house.build()).rejects.toMatchObject({
    message: expect.stringMatching(
      /stored by versions, the contract says by changes[\s\S]*retype amount from numeric to integer, which published releases hold/,
    ),
    hint: expect.stringContaining('memberhouse model reset dwd.line'),
  })
  expect(await house.rows('dwd.line')).toEqual([{ code: 'a', amount: '1' }])
  expect(await house.query('select release from meta.pointer')).toEqual([{ release: run_id }])
})

test.each(['versions', 'changes'] as const)(
  'a published column that the contract drops is null from then on (%s), and built again when it comes back',
  async (store) => {
    const kind = { kind: full({ store }) }
    house = await openWarehouse([line(columns, undefined, kind)])
    const first = await house.build()
    const narrow = line({ code: text('Code.') }, `select 'a' as code`, kind)
    await house.change([narrow])
    expect((await changes())['dwd.line']).toEqual({
      changes: ['deprecate amount: null from now on, because published releases hold it'],
      conflicts: [],
    })
    const second = await house.build()
    expect(second.state).toBe('published')
    expect(await house.rows('dwd.line')).toEqual([{ code: 'a', amount: null }])
    expect(await house.rows('dwd.line', first.run_id)).toEqual([{ code: 'a', amount: '1' }])
    expect(await house.query(`select col_description('dwd.line'::regclass, 2) as doc`)).toEqual([
      { doc: `No longer built: null since run ${second.run_id}. It was: How much.` },
    ])
    expect((await changes())['dwd.line']!.changes).toEqual([])

    await house.change([line(columns, undefined, kind)])
    expect((await changes())['dwd.line']).toEqual({ changes: ['build amount again'], conflicts: [] })
    const third = await house.build()
    expect(await house.rows('dwd.line')).toEqual([{ code: 'a', amount: '1' }])
    expect(await house.rows('dwd.line', second.run_id)).toEqual([{ code: 'a', amount: null }])
    expect((await house.nodes(third.run_id))['dwd.line']!.state).toBe('built')
  },
)

test('a column that no published release holds is retyped, or dropped, and its namesakes stay', async () => {
  house = await openWarehouse([line()])
  const first = await house.build()
  const wider = { ...columns, amount_net: numeric('Net.'), amount_tax: numeric('Tax.') }
  await house.change([line(wider, `select 'a' as code, 2::numeric as amount, 2::numeric as amount_net, 2::numeric as amount_tax`)])
  await house.build({ publish: 'never' })
  await house.change([line({ ...columns, amount_tax: integer('Tax.') }, `select 'a' as code, 3::numeric as amount, 3 as amount_tax`)])
  expect(await changes()).toEqual({
    'dwd.line': { changes: ['drop amount_net', 'retype amount_tax from numeric to integer'], conflicts: [] },
  })
  expect((await house.build()).state).toBe('published')
  expect(await house.rows('dwd.line')).toEqual([{ code: 'a', amount: '3', amount_tax: 3 }])
  expect(await house.rows('dwd.line', first.run_id)).toEqual([{ code: 'a', amount: '1', amount_tax: null }])
})

test('a column that becomes personal is hidden from samples from then on', async () => {
  house = await openWarehouse([line()])
  await house.build()
  await house.change([line({ ...columns, amount: numeric('How much.', { personal: true }) })])
  await house.build()
  expect(await house.query(`select column_name from meta.relation_column where is_personal`)).toEqual([{ column_name: 'amount' }])
})

test('a source gets a new column, and its rows stay as they are', async () => {
  house = await openWarehouse([sale, line()])
  await house.load('sale_1.csv', 'amount\n1\n')
  await house.change([
    model('ods.sale', {
      kind: source({ files: 'sale_*.csv', deletion: append() }),
      columns: { amount: numeric('How much.', { nullable: true }), shop: text('Where.', { nullable: true }) },
    }),
    line(),
  ])
  await house.load('sale_2.csv', 'amount,shop\n2,north\n')
  await house.build()
  expect((await house.rows('ods.sale')).map(({ amount, shop }) => [amount, shop])).toEqual([
    ['1', null],
    ['2', 'north'],
  ])
  expect(await house.query('select is_current, amount, shop from registry.ods_sale where shop is not null')).toEqual([
    { is_current: true, amount: '2', shop: 'north' },
  ])
})

test('a column of a source without batches is retyped, in its registry too', async () => {
  house = await openWarehouse([sale, line()])
  await house.build({ publish: 'never' })
  const kind = source({ files: 'sale_*.csv', deletion: append() })
  await house.change([model('ods.sale', { kind, columns: { amount: integer('How many.', { nullable: true }) } }), line()])
  await house.load('sale_1.csv', 'amount\n1\n')
  await house.build()
  expect(await house.query('select is_current, amount from registry.ods_sale')).toEqual([{ is_current: true, amount: 1 }])
})

test('a new column waits for a reader that holds the relation, and reports who it is', async () => {
  house = await openWarehouse([line()])
  await house.build()
  const reader = new pg.Client({ connectionString: house.url, application_name: 'someone reading' })
  await reader.connect()
  await reader.query('begin')
  await reader.query('select * from dwd.line')
  const { rows } = await reader.query('select pg_backend_pid() as pid')
  await house.change([line({ ...columns, more: integer('More.') }, `select 'a' as code, 1::numeric as amount, 1 as more`)])
  const reported: string[] = []
  const end = await house.build(
    {},
    {
      report: (text) => {
        reported.push(text)
        void reader.query('rollback')
      },
    },
  )
  expect(reported[0]).toMatch(
    new RegExp(`dwd\\.line is waiting to be changed: it is read by pid ${rows[0].pid} \\(someone reading, since `),
  )
  expect(end.state).toBe('published')
  await reader.end()
})

test('a reset by a name that two models have asks which one is meant', async () => {
  const total = { ...line(), name: 'dws.line', declared: { ...line().declared, name: 'dws.line' } as Model }
  house = await openWarehouse([line(), total])
  await expect(async () => resetModel(house.database, house.project().nodes, 'line', 'tester')).rejects.toMatchObject({
    message: 'Several models are called line',
    hint: 'Choose one: dwd.line, dws.line',
  })
})

describe.each(['versions', 'changes'] as const)('after a model reset, stored by %s', (store) => {
  const kind = { kind: full({ store }) }

  test('readers get an error and no empty answer, also those that began before it', async () => {
    house = await openWarehouse([line(columns, undefined, kind)])
    await house.build()
    const old = await house.database.connect()
    try {
      await old.query('begin isolation level repeatable read; select 1 from meta.publication')
      await resetModel(house.database, house.project().nodes, 'line', 'tester')
      for (const select of [
        'select count(*) from dwd.line',
        `select * from dwd.line where code = 'nobody'`,
        'select max(code) from dwd.line',
      ]) {
        await expect(house.query(select)).rejects.toMatchObject({ code: 'MH002' })
        for (const setting of ['enable_partitionwise_aggregate = on', 'enable_partition_pruning = off'])
          await expect(
            reading(house.database, undefined, (connection) => connection.query(`set local ${setting}; ${select}`)),
          ).rejects.toMatchObject({ code: 'MH002' })
        await old.query('savepoint before_select')
        await expect(old.query(select)).rejects.toMatchObject({ code: 'MH002' })
        await old.query('rollback to savepoint before_select')
      }
    } finally {
      await old.query('rollback')
      old.release()
    }
    await house.build()
    expect(await house.rows('dwd.line')).toEqual([{ code: 'a', amount: '1' }])
  })

  test('a look-up by key in a release that does not exist is an error too', async () => {
    house = await openWarehouse([line(columns, undefined, kind)])
    await house.build()
    await expect(
      reading(house.database, 999, (connection) => connection.query(`select * from dwd.line where code = 'nobody'`)),
    ).rejects.toMatchObject({
      code: 'MH001',
    })
  })

  test("other people's views on the relation are named and kept", async () => {
    house = await openWarehouse([line(columns, undefined, kind)])
    await house.build()
    await house.query('create schema analytics; create view analytics.codes as select code from dwd.line')
    await expect(resetModel(house.database, house.project().nodes, 'line', 'tester')).rejects.toThrow(
      'other views read it: analytics.codes',
    )
    await house.query('select * from analytics.codes')
  })
})

test('a load and a run that plan the same column at once both get it', async () => {
  house = await openWarehouse([line()])
  await house.build()
  await house.change([line({ ...columns, more: integer('More.') }, `select 'a' as code, 1::numeric as amount, 2 as more`)])
  const steps = await planSync(house.database, house.project().nodes)
  await Promise.all([1, 2].map(() => syncRelations(house.database, steps, null, () => {})))
  expect((await changes())['dwd.line']!.changes).toEqual([])
})

describe.each<StoreName>(['versions', 'changes'])('indexes of a relation stored by %s', (store) => {
  const kind = full({ store })
  const indexed = (indexes: string[][], select?: string, given = columns) => line(given, select, { kind, indexes })
  // The tables that hold rows, each with the columns of its declared indexes.
  const indexesOf = async (relation = 'dwd_line') =>
    (
      await house.query(
        `select substring(indexdef from '\\((.*)\\)') as columns from pg_indexes
         where schemaname = 'store' and tablename = $1 and indexname not like '%pkey' and indexdef like '%btree%' and indexdef not like '%WHERE%'
         order by columns`,
        [relation],
      )
    ).map((row) => row['columns'])

  test('are made with the first rows and kept by later nights', async () => {
    house = await openWarehouse([indexed([['amount'], ['amount', 'code']])])
    const first = await house.build()
    const table = () => (store === 'changes' ? 'dwd_line' : `dwd_line_v${first.run_id}a1`)
    expect(await indexesOf(table())).toEqual(['amount', 'amount, code'])
    expect(await changes()).toEqual({ 'dwd.line': { changes: [], conflicts: [] } })
    await house.change([indexed([['amount'], ['amount', 'code']], `select 'b' as code, 2::numeric as amount`)])
    expect((await house.build()).state).toBe('published')
    expect(await indexesOf(table())).toEqual(['amount', 'amount, code'])
    expect(await house.rows('dwd.line')).toEqual([{ code: 'b', amount: '2' }])
  })

  test('are added and dropped without a rebuild', async () => {
    house = await openWarehouse([indexed([['amount']])])
    const first = await house.build()
    await house.change([indexed([['amount', 'code']])])
    expect(await changes()).toEqual({ 'dwd.line': { changes: ['add index (amount, code)', 'drop index (amount)'], conflicts: [] } })
    const { run_id } = await house.build()
    expect(await house.versions(run_id)).toEqual({ 'dwd.line': first.run_id })
    expect(await indexesOf()).toEqual(['amount, code'])
    expect(await changes()).toEqual({ 'dwd.line': { changes: [], conflicts: [] } })
    await house.change([line(columns, undefined, { kind })])
    await house.build()
    expect(await indexesOf()).toEqual([])
  })

  test('go with a column that changes its type before it is published, and come back', async () => {
    house = await openWarehouse([indexed([['amount']])])
    await syncRelations(house.database, await planSync(house.database, house.project().nodes), null, () => {})
    await house.change([indexed([['amount']], `select 'a' as code, 1 as amount`, { code: text('Code.'), amount: integer('How much.') })])
    expect((await changes())['dwd.line']!.changes).toEqual(['retype amount from numeric to integer', 'add index (amount)'])
    expect((await house.build()).state).toBe('published')
    expect(await changes()).toEqual({ 'dwd.line': { changes: [], conflicts: [] } })
  })
})
