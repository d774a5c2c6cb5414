import { afterEach, describe, expect, test } from 'vitest'
import { append, date, expression, full, numeric, seed, source, text, type Audit } from '../../../engine/project/contract.ts'
import { selectNodes } from '../../../engine/project/select_nodes.ts'
import { readKnown } from '../../../engine/meta/read_known_versions.ts'
import { planNodes } from '../../../engine/run/plan.ts'
import { compile, model, openWarehouse, type Warehouse } from '../../support/project.ts'

const sale = model('ods.sale', {
  kind: source({ files: 'sale_*.csv', deletion: append() }),
  columns: { shop: text('Where.', { nullable: true }), amount: numeric('How much.', { nullable: true }) },
})
const note = model('ods.note', {
  kind: source({ files: 'note_*.csv', deletion: append() }),
  columns: { said: text('What.', { nullable: true }) },
})
const byShop = (select = `select shop, sum(amount) as amount from ods.sale where shop <> 'test' group by shop`) =>
  model(
    'dwd.by_shop',
    { kind: full({ store: 'changes' }), grain: ['shop'], columns: { shop: text('Where.'), amount: numeric('How much.') } },
    select,
  )
const best = (doc = 'The best.') =>
  model(
    'dws.best',
    { doc, kind: full(), grain: ['amount'], tags: ['nightly'], columns: { amount: numeric('How much.') } },
    'select coalesce(max(amount), 0) as amount from dwd.by_shop',
  )
const today = model(
  'dws.today',
  { kind: full(), grain: ['day'], columns: { day: date('Today.') } },
  'select warehouse.as_of() as day from dwd.by_shop limit 1',
)
const board = model(
  'ads.board',
  { kind: full(), grain: ['amount'], columns: { amount: numeric('How much.') } },
  'select amount from dws.best',
)
const said = model('dwd.said', { kind: full(), grain: ['said'], columns: { said: text('What.') } }, 'select said from ods.note')
const project = [sale, note, byShop(), best(), today, board, said]

describe('selection', () => {
  test.each([
    [[], [], 'ads.board dwd.by_shop dwd.said dws.best dws.today ods.note ods.sale'],
    [['best'], [], 'dws.best'],
    [['dws.best'], [], 'dws.best'],
    [['+best'], [], 'dwd.by_shop dws.best ods.sale'],
    [['best+'], [], 'ads.board dws.best'],
    [['+best+'], [], 'ads.board dwd.by_shop dws.best ods.sale'],
    [['layer:dws'], [], 'dws.best dws.today'],
    [['layer:dws+'], [], 'ads.board dws.best dws.today'],
    [['tag:nightly'], [], 'dws.best'],
    [['said', 'board'], [], 'ads.board dwd.said'],
    [['by_shop+'], ['best+'], 'dwd.by_shop dws.today'],
    [[], ['layer:ods', 'said'], 'ads.board dwd.by_shop dws.best dws.today'],
  ])('%j without %j is %s', async (select, exclude, expected) => {
    const { nodes } = await compile(project)
    expect([...selectNodes(nodes, select, exclude)].sort().join(' ')).toBe(expected)
  })

  test.each([
    ['bset', /'bset' matches no model/],
    ['layer:mart', /'layer:mart' matches no model/],
    ['owner:me', /there is no method 'owner:'/],
    ['', /Unknown selector ''|'' matches no model/],
  ])('%j is an error', async (selector, expected) => {
    const { nodes } = await compile(project)
    expect(() => selectNodes(nodes, [selector])).toThrow(expected)
  })
})

describe('a run', () => {
  let house: Warehouse
  afterEach(() => house.close())
  const start = async () => {
    house = await openWarehouse(project)
    await house.load('sale_1.csv', 'shop,amount\nnorth,1\nsouth,2\n')
    await house.load('note_1.csv', 'said\nhello\n')
    return house.build({ as_of: '2020-01-01' })
  }
  const reasons = async (run: number) =>
    Object.fromEntries(
      Object.entries(await house.nodes(run)).map(([name, { state, reason }]) => [name, reason === null ? state : `${state}: ${reason}`]),
    )

  test('builds what was never built', async () => {
    expect(new Set(Object.values(await reasons((await start()).run_id)))).toEqual(new Set(['built: never built']))
  })

  test('carries over unchanged nodes and gives a reason for each node that it builds', async () => {
    const first = await start()
    const same = await house.build()
    expect(new Set(Object.values(await reasons(same.run_id)))).toEqual(new Set(['carried_over']))
    expect(await house.versions(same.run_id)).toEqual(await house.versions(first.run_id))

    const moved = await house.build({ as_of: '2020-01-02' })
    expect(await reasons(moved.run_id)).toMatchObject({
      'dwd.by_shop': 'carried_over',
      'dws.today': 'built: as_of moved from 2020-01-01 to 2020-01-02',
    })
    expect(await house.rows('dws.today')).toEqual([{ day: '2020-01-02' }])

    await house.change([sale, note, byShop(), best('Says more.'), today, board, said])
    expect(await reasons((await house.build()).run_id)).toMatchObject({ 'dws.best': 'carried_over' })

    await house.change([
      sale,
      note,
      byShop('select shop, sum(2 * amount) as amount from ods.sale group by shop'),
      best(),
      today,
      board,
      said,
    ])
    expect(await reasons((await house.build()).run_id)).toMatchObject({
      'dwd.by_shop': 'built: code changed',
      'dws.best': 'built: input changed: dwd.by_shop',
      'dwd.said': 'carried_over',
    })

    await house.load('note_2.csv', 'said\nbye\n')
    expect(await reasons((await house.build()).run_id)).toMatchObject({
      'dwd.said': 'built: input changed: ods.note',
      'dwd.by_shop': 'carried_over',
      'ads.board': 'carried_over',
    })
  })

  test('builds everything on a full refresh; equal rows stored by change keep their version', async () => {
    const first = await start()
    const { run_id } = await house.build({ full_refresh: true })
    expect(await reasons(run_id)).toMatchObject({ 'dwd.by_shop': 'unchanged: full refresh', 'dwd.said': 'built: full refresh' })
    expect(await house.versions(run_id)).toMatchObject({ 'dwd.by_shop': first.run_id, 'dwd.said': run_id })
  })

  test('carries over the dependents of a node whose rows stored by change are equal', async () => {
    const first = await start()
    await house.load('sale_2.csv', 'shop,amount\ntest,99\n')
    const { run_id } = await house.build()
    expect(await reasons(run_id)).toMatchObject({
      'dwd.by_shop': 'unchanged: input changed: ods.sale',
      'dws.best': 'carried_over: input changed: dwd.by_shop',
      'ads.board': 'carried_over: input changed: dws.best',
    })
    expect(await house.versions(run_id)).toMatchObject({ 'dwd.by_shop': first.run_id, 'dws.best': first.run_id, 'ads.board': first.run_id })
    // The next run compares with the new batch, so nothing is built again.
    expect(new Set(Object.values(await reasons((await house.build()).run_id)))).toEqual(new Set(['carried_over']))
  })

  test('a plan tells the nodes that will be built from those that will be built if rows of their inputs change', async () => {
    await start()
    const certain = async (parts = project, as_of = '2020-01-01') => {
      const { nodes } = await compile(parts)
      const planned = planNodes(nodes, await readKnown(house.database), as_of, new Set(nodes.map(({ name }) => name)), false)
      return Object.fromEntries(planned.flatMap(({ node, action, is_certain }) => (action === 'build' ? [[node.name, is_certain]] : [])))
    }
    expect(await certain()).toEqual({})
    const twice = byShop('select shop, 2 * sum(amount) as amount from ods.sale group by shop')
    expect(await certain([sale, note, twice, best(), today, board, said])).toEqual({
      'dwd.by_shop': true,
      'dws.best': false,
      'dws.today': false,
      'ads.board': false,
    })
    expect(await certain(project, '2020-01-02')).toEqual({ 'dws.today': true })
    // dws.best is stored by versions: each build of it gives its readers new rows to read.
    const least = model('dws.best', best().declared as never, 'select coalesce(min(amount), 0) as amount from dwd.by_shop')
    expect(await certain([sale, note, byShop(), least, today, board, said])).toEqual({ 'dws.best': true, 'ads.board': true })
    await house.load('sale_2.csv', 'shop,amount\ntest,99\n')
    expect(await certain()).toMatchObject({ 'dwd.by_shop': true, 'dws.best': false })
  })

  test('a seed that only its audits connect with an edited one changes nothing that reads it', async () => {
    const shops = (file: string, audits: Audit[] = []) =>
      model(`dwd.${file}`, { kind: seed(`${file}.csv`), grain: ['shop'], columns: { shop: text('Where.') }, audits })
    const parts = [
      shops('known'),
      shops('open', [expression('a known shop', 'shop in (select known.shop from dwd.known)')]),
      model('dws.open', { kind: full(), grain: ['shop'], columns: { shop: text('Where.') } }, 'select shop from dwd.open'),
    ]
    const csv = { 'known.csv': 'shop\nnorth\n', 'open.csv': 'shop\nnorth\n' }
    house = await openWarehouse([])
    await house.change(parts, csv)
    const first = await house.build({ as_of: '2020-01-01' })
    await house.change(parts, { ...csv, 'known.csv': 'shop\nnorth\nsouth\n' })
    const { run_id } = await house.build()
    expect(await reasons(run_id)).toEqual({
      'dwd.known': 'built: code changed',
      'dwd.open': 'unchanged: input changed: dwd.known',
      'dws.open': 'carried_over',
    })
    expect(await house.versions(run_id)).toMatchObject({ 'dws.open': first.run_id })
    await house.change(parts, { ...csv, 'known.csv': 'shop\nsouth\n' })
    await expect(house.build()).rejects.toThrow(/open\.csv:2 .*a known shop/)
  })

  test('counts the changed rows, a replaced row once', async () => {
    await start()
    await house.load('sale_2.csv', 'shop,amount\nsouth,5\neast,1\n')
    const { run_id } = await house.build()
    expect((await house.nodes(run_id))['dwd.by_shop']).toMatchObject({ row_count: 3, changed_count: 2 })
    expect(await house.query('select shop, from_version, amount from store.dwd_by_shop where to_version = $1', [run_id])).toEqual([
      { shop: 'south', from_version: 1, amount: '2' },
    ])
  })

  test('of a selection with another as_of must include the inputs that read as_of', async () => {
    const dated = model('dws.dated', { kind: full(), grain: ['day'], columns: { day: date('Day.') } }, 'select warehouse.as_of() as day')
    const reader = model('ads.reader', { kind: full(), grain: ['day'], columns: { day: date('Day.') } }, 'select day from dws.dated')
    house = await openWarehouse([dated, reader])
    await house.build({ as_of: '2020-01-02' })
    await house.change([
      dated,
      model('ads.reader', { kind: full(), grain: ['day'], columns: { day: date('Day.') } }, 'select day + 0 as day from dws.dated'),
    ])
    await expect(house.build({ as_of: '2020-01-01', select: ['reader'] })).rejects.toThrow(
      'Inputs that are not selected were built as of 2020-01-02, not 2020-01-01: dws.dated',
    )
    const { run_id } = await house.build({ as_of: '2020-01-01', select: ['+reader'] })
    expect(await house.rows('ads.reader', run_id)).toEqual([{ day: '2020-01-01' }])
  })

  test('of a selection carries over all other nodes, and needs its inputs to be built', async () => {
    const first = await start()
    await house.load('sale_2.csv', 'shop,amount\nsouth,5\n')
    const { run_id } = await house.build({ select: ['by_shop'] })
    expect(await house.versions(run_id)).toMatchObject({ 'dwd.by_shop': run_id, 'dws.best': first.run_id })
    expect(await house.rows('dwd.by_shop', run_id)).toContainEqual({ shop: 'south', amount: '7' })
    const late = model('dwd.late', { kind: full(), grain: ['said'], columns: { said: text('What.') } }, 'select said from ods.note')
    await house.change([
      ...project,
      late,
      model('dws.later', { kind: full(), grain: ['said'], columns: { said: text('What.') } }, 'select said from dwd.late'),
    ])
    await expect(house.build({ select: ['later'] })).rejects.toThrow(
      'Inputs are neither selected nor built before: dws.later reads dwd.late',
    )
    expect((await house.build({ select: ['+later'] })).state).toBe('candidate')
  })
})
