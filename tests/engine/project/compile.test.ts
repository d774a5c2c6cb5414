import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkContracts } from '../../../engine/check/check_contracts.ts'
import { compileDefinitions } from '../../../engine/project/compile.ts'
import type { Node } from '../../../engine/project/node.ts'
import {
  append,
  between,
  bigint,
  computed,
  date,
  expression,
  full,
  integer,
  numeric,
  seed,
  source,
  text,
  warn,
  type Model,
} from '../../../engine/project/contract.ts'
import type { Definition } from '../../../engine/project/read_project.ts'
import { createTestDatabase } from '../../support/database.ts'
import { compile, crossAudit, model } from '../../support/project.ts'

const sale = model('ods.sale', {
  kind: source({ files: 'sale_*.csv', deletion: append() }),
  columns: { member_id: bigint('Who.'), amount: numeric('How much.'), sold_on: date('When.') },
})

const columns = { member_id: bigint('Who.'), amount: numeric('How much.') }
const total = (select: string, contract: Partial<Model> = {}, name = 'dws.total') =>
  model(name, { kind: full(), grain: ['member_id'], columns, ...contract }, select)
const good = 'select member_id, sum(amount) as amount from ods.sale group by member_id'

const only = async (part: Definition, ...others: Definition[]): Promise<Node> =>
  (await compile([sale, part, ...others])).nodes.find((node) => node.name === part.name)!

describe('refs', () => {
  test('are all relations with a schema, anywhere in the select', async () => {
    const node = await only(
      total(
        `with sale as (select * from ods.sale)
         select sale.member_id, (select max(fct.amount) from dwd.fct as fct) as amount from sale
         where exists (select from dwd.other where other.member_id = sale.member_id)
         union all
         select member_id, amount from (select member_id, amount from dwd.third) as third, lateral (select 1 from dwd.fourth) as fourth`,
      ),
      ...['dwd.fct', 'dwd.other', 'dwd.third', 'dwd.fourth'].map((name) => total(good, {}, name)),
    )
    expect(node.refs).toEqual(['dwd.fct', 'dwd.fourth', 'dwd.other', 'dwd.third', 'ods.sale'])
  })

  test('a text or a comment that looks like a relation is ignored', async () => {
    const node = await only(
      total(
        `select member_id, count(*)::numeric as amount /* from dwd.nowhere */ from ods.sale where 'dwd.nowhere' <> '' group by member_id`,
      ),
    )
    expect(node.refs).toEqual(['ods.sale'])
  })

  test('each node comes after the nodes that it reads', async () => {
    const { nodes } = await compile([
      crossAudit('a_first', 'select member_id from dws.a_total where amount < 0'),
      total('select member_id, amount from dwd.z_fact', {}, 'dws.a_total'),
      total(good, {}, 'dwd.z_fact'),
      sale,
    ])
    expect(nodes.map((node) => node.name)).toEqual(['ods.sale', 'dwd.z_fact', 'dws.a_total', 'audit.a_first'])
  })
})

describe('as_of', () => {
  test('is read by a model that calls warehouse.as_of()', async () => {
    expect((await only(total(`${good.replace('group', 'where sold_on < warehouse.as_of() group')}`))).reads_as_of).toBe(true)
    expect((await only(total(good))).reads_as_of).toBe(false)
  })

  test('is read by a model whose audit calls warehouse.as_of()', async () => {
    expect((await only(total(good, { audits: [expression('not from the future', `warehouse.as_of() > '2000-01-01'`)] }))).reads_as_of).toBe(
      true,
    )
  })
})

describe('code_hash', () => {
  const hashOf = async (select: string, contract: Partial<Model> = {}) => (await only(total(select, contract))).code_hash

  test('ignores comments, layout and the case of keywords', async () => {
    const select = `select member_id, sum(amount) as amount from ods.sale where member_id in (1, 2) and amount = any(array[1, 2]) group by member_id`
    const laidOut = `-- why\nSELECT member_id,\n    sum(amount) AS amount\nFROM ods.sale /* and so on */\nwhere member_id in (1,\n        2) and amount = any(array[1,2])\ngroup by member_id -- the end`
    expect(await hashOf(laidOut)).toBe(await hashOf(select))
  })

  test('ignores docs, tags and `heavy`', async () => {
    const contract = {
      doc: 'Says more.',
      tags: ['nightly'],
      kind: full({ heavy: true }),
      columns: { ...columns, amount: numeric('In full.') },
    }
    expect(await hashOf(good, contract)).toBe(await hashOf(good))
  })

  test.each<[string, string, Partial<Model>]>([
    ['a literal of the select', good.replace('group', `where amount > 1 group`), {}],
    ['the type of a column', good, { columns: { ...columns, amount: integer('How much.') } }],
    ['nullability', good, { columns: { ...columns, amount: numeric('How much.', { nullable: true }) } }],
    ['an audit', good, { audits: [between('amount', 0, null)] }],
    ['the storage', good, { kind: full({ store: 'changes' }) }],
    ['the grain', good, { grain: ['amount'] }],
  ])('changes with %s', async (_, select, contract) => {
    expect(await hashOf(select, contract)).not.toBe(await hashOf(good))
  })

  test('changes with a function that the model uses, and not with another', async () => {
    const given = total(`select warehouse.one(member_id) as member_id, amount from ods.sale`)
    const hashWith = async (functions: Record<string, string>) =>
      (await compileDefinitions([sale, given], new Map(Object.entries(functions)), () => Promise.reject(new Error()))).at(-1)!.code_hash
    const returning = (expression: string) => `create function warehouse.any(x bigint) returns bigint language sql return ${expression};`
    const before = { 'warehouse.one': returning('warehouse.two(x)'), 'warehouse.two': returning('x'), 'warehouse.three': returning('x') }
    expect(await hashWith({ ...before, 'warehouse.three': returning('null') })).toBe(await hashWith(before))
    expect(await hashWith({ ...before, 'warehouse.two': returning('x + 1') })).not.toBe(await hashWith(before))
  })

  test("changes with a row of a seed's file", async () => {
    const price = model('dwd.price', {
      kind: seed('seeds/price.csv'),
      grain: ['code'],
      columns: { code: text('Code.'), price: numeric('Price.') },
    })
    const hashWith = async (csv: string) => (await compile([price], { 'seeds/price.csv': csv })).nodes[0]!.code_hash
    expect(await hashWith('code,price\na,1\n')).toBe(await hashWith('\ufeffcode,price\r\na,1\r\n'))
    expect(await hashWith('code,price\na,1\n')).not.toBe(await hashWith('code,price\na,2\n'))
  })
})

test("a computed model's code_hash changes with everything that its module imports", async () => {
  const input = { name: 'sales', file: 'models/dws/total.sales.sql', text: 'select member_id, amount from ods.sale' }
  const part = { ...model('dws.total', { kind: computed('compute.ts'), grain: ['member_id'], columns }), inputs: [input] }
  const files = {
    'compute.ts': `import "./side.ts"\nimport { one } from "./one.ts"\nimport 'node:fs'\n`,
    'side.ts': 'effect()',
    'one.ts': `export const one = async () => (await import('./far/two.ts')).two`,
    'far/two.ts': 'export const two = 2',
    'package-lock.json': '{}',
  }
  const hashWith = async (changed: Partial<typeof files>) => (await compile([sale, part], { ...files, ...changed })).nodes.at(-1)!.code_hash
  const before = await hashWith({})
  expect(await hashWith({ 'side.ts': 'other()' })).not.toBe(before)
  expect(await hashWith({ 'far/two.ts': 'export const two = 3' })).not.toBe(before)
  expect(await hashWith({ 'package-lock.json': '{"version": 2}' })).toBe(before)
  const packaged = { 'far/two.ts': `import { z } from "zod"\nexport const two = z` }
  expect(await hashWith({ ...packaged, 'package-lock.json': '{"version": 2}' })).not.toBe(await hashWith(packaged))
})

describe('a contract', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  beforeAll(async () => void (database = await createTestDatabase()))
  afterAll(() => database.drop())

  const differences = async (...parts: Definition[]) =>
    (await checkContracts(database.url, await compile([sale, ...parts]))).map(({ file, line, message }) => `${file}:${line} ${message}`)

  test('that matches its select has no problem', async () => {
    expect(await differences(total(good))).toEqual([])
  })

  test('reports all differences of all models at once', async () => {
    expect(
      await differences(
        total('select member_id::text as member_id, 1 as more from ods.sale'),
        total('select amount, member_id from ods.sale', {}, 'dws.turned'),
        total('select member_id, amount, amount from ods.sale', {}, 'dws.twice'),
      ),
    ).toEqual([
      'models/dws/total.sql:1 returns more (integer), which the contract does not declare',
      'models/dws/total.sql:1 does not return amount, which the contract declares as numeric',
      'models/dws/total.sql:1 returns member_id as text, but the contract declares bigint',
      'models/dws/turned.sql:1 returns (amount, member_id), but the contract declares the order (member_id, amount)',
      'models/dws/twice.sql:1 returns amount twice',
    ])
  })

  test('reports each row of a seed that breaks an error audit with its line, also after a change of another seed', async () => {
    const line = model('dwd.line', { kind: seed('seeds/line.csv'), grain: ['line'], columns: { line: text('Line.') } })
    const price = model('dwd.price', {
      kind: seed('seeds/price.csv'),
      grain: ['code'],
      columns: { code: text('Code.'), line: text('Line.'), price: numeric('Price.', { nullable: true }) },
      audits: [
        between('price', 0, null),
        warn(expression('cheap', 'price < 5')),
        expression('a known line', 'line in (select line.line from dwd.line)'),
        {
          ...{ name: 'a price for each line', severity: 'error' },
          failing: 'select line from dwd.line where line not in (select price.line from {rows} as price where price.line is not null)',
        },
      ],
    })
    const problems = async (files: Record<string, string>) =>
      (await checkContracts(database.url, await compile([line, price], files))).map(
        (found) => `${found.file}:${found.line} ${found.message}`,
      )
    const prices = 'code,line,price\na,food,6\n"b\nb",food,-1\na,food,\nc,,1\n'
    expect(await problems({ 'seeds/line.csv': 'line\nfood\n', 'seeds/price.csv': prices })).toEqual([
      "seeds/price.csv:5 breaks the rule 'unique(code)'",
      "seeds/price.csv:6 breaks the rule 'not_null(line)'",
      "seeds/price.csv:4 breaks the rule 'between(price, 0, null)'",
      "seeds/price.csv:6 breaks the rule 'a known line'",
    ])
    const good = { 'seeds/line.csv': 'line\nfood\n', 'seeds/price.csv': 'code,line,price\na,food,6\n' }
    expect(await problems(good)).toEqual([])
    expect(await problems({ ...good, 'seeds/line.csv': 'line\ntea\n' })).toEqual([
      "seeds/price.csv:2 breaks the rule 'a known line'",
      "seeds/price.csv:1 breaks the rule 'a price for each line': line tea",
    ])
  })

  test('reports an error of Postgres with its line', async () => {
    expect(await differences(total('select member_id,\n  amont as amount\nfrom ods.sale'))).toEqual([
      expect.stringMatching(/total\.sql:2 column "amont" does not exist/),
    ])
  })

  test('that declares numeric differs from numeric(10,2)', async () => {
    expect(await differences(total('select member_id, amount::numeric(10, 2) as amount from ods.sale'))).toEqual([
      'models/dws/total.sql:1 returns amount as numeric(10,2), but the contract declares numeric',
    ])
  })

  test('reports an audit of an unknown column before anything is built', async () => {
    expect(await differences(total(good, { audits: [between('amont', 0, null)] }))).toEqual([
      expect.stringMatching(/models\/dws\/total\.ts:1 .*between\(amont, 0, null\).*column "amont" does not exist/),
    ])
  })
})
