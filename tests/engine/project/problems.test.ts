import { describe, expect, test } from 'vitest'
import { compileDefinitions } from '../../../engine/project/compile.ts'
import {
  append,
  between,
  bigint,
  boolean,
  date,
  expression,
  full,
  integer,
  numeric,
  seed,
  source,
  text,
  view,
  type Model,
} from '../../../engine/project/contract.ts'
import type { Definition } from '../../../engine/project/read_project.ts'
import { compile, model, segment } from '../../support/project.ts'

const sale = model('ods.sale', {
  kind: source({ files: 'sale_*.csv', deletion: append() }),
  columns: { member_id: bigint('Who.'), amount: numeric('How much.'), sold_on: date('When.') },
})

const columns = { member_id: bigint('Who.'), amount: numeric('How much.') }
const total = (select: string, contract: Partial<Model> = {}, name = 'dws.total') =>
  model(name, { kind: full(), grain: ['member_id'], columns, ...contract }, select)
const good = 'select member_id, sum(amount) as amount from ods.sale group by member_id'

const problemsOf = async (parts: Definition[], seeds?: Record<string, string>): Promise<string> =>
  compile(parts, seeds).then(
    () => '',
    (error: Error) => error.message,
  )

describe('problems', () => {
  test.each<[string, Definition[], RegExp]>([
    ['an unknown ref', [total('select member_id, amount\nfrom dwd.nowhere')], /models\/dws\/total\.sql:2 .*there is no model dwd\.nowhere/],
    ['a relation without a layer', [total('select member_id, amount\n\nfrom sale')], /total\.sql:3 .*this select has no CTE "sale"/],
    [
      'an upward layer',
      [total(good), total('select member_id, amount from dws.total', {}, 'dwd.fact')],
      /dwd\/fact\.sql:1 .*dwd reads upwards: dws\.total/,
    ],
    ['ads that reads ods', [total(good, {}, 'ads.total')], /ads\/total\.sql:1 .*ads never reads ods/],
    [
      'a segment that reads ods',
      [segment('big', { columns: { one_id: bigint('Who.') } }, 'select member_id as one_id from ods.sale')],
      /segments\/big\.sql:1 .*segment never reads ods/,
    ],
    ['a model that reads itself', [total('select member_id, amount from dws.total')], /total\.sql:1 .*dws\.total/],
    [
      'a `select *` that hides columns',
      [total('with sale as (select * from ods.sale)\nselect sale.* from sale')],
      /total\.sql:2 .*select \*/,
    ],
    ['a star with other columns', [total('select *, 1 as one from ods.sale')], /total\.sql:1 .*select \*/],
    ['a star over a join', [total('select * from ods.sale as one cross join ods.sale as two')], /total\.sql:1 .*select \*/],
    ['now()', [total('select member_id, amount from ods.sale\nwhere now() > sold_on')], /total\.sql:2 .*now\(\) differs from run to run/],
    ['current_date', [total('select member_id, amount from ods.sale where current_date > sold_on')], /total\.sql:1 .*current_date differs/],
    ['random()', [total('select member_id, amount from ods.sale where random() > 0.5')], /random\(\) differs/],
    [
      'random() in another spelling',
      [total('select member_id, amount from ods.sale where pg_catalog.random() > 0.5')],
      /random\(\) differs/,
    ],
    ['a sample', [total('select member_id, amount from ods.sale tablesample system (10)')], /total\.sql:1 .*tablesample/],
    [
      'the setting behind as_of',
      [total(`select member_id, amount from ods.sale where current_setting('memberhouse.as_of') > ''`)],
      /current_setting\(\)/,
    ],
    [
      'a cast of today to a date',
      [total(`select member_id, amount from ods.sale\nwhere sold_on < 'today'::date`)],
      /total\.sql:2 .*'today'/,
    ],
    [
      'a relative day compared with a date',
      [total(`select member_id, amount from ods.sale\nwhere sold_on < ' Today'`)],
      /total\.sql:2 .*' Today'.*::text/,
    ],
    [
      'a relative day with a time',
      [total(`select member_id, amount from ods.sale where sold_on < 'tomorrow 08:00'::timestamp`)],
      /'tomorrow 08:00' differs/,
    ],
    [
      'a relative day as an argument',
      [total(`select member_id, amount from ods.sale where sold_on < date('yesterday')`)],
      /'yesterday' differs/,
    ],
    ['a relative day in a list', [total(`select member_id, amount from ods.sale where sold_on in ('2026-01-01', 'now')`)], /'now' differs/],
    ['an age up to today', [total(`select member_id, amount from ods.sale where age(sold_on) > '1 day'`)], /age\(\) with one argument/],
    [
      'now() in an audit',
      [total(good, { audits: [expression('past', 'now() > sold_on')] })],
      /total\.ts:1 .*audit 'past': now\(\) differs from run to run/,
    ],
    [
      'an unknown function in an audit',
      [total(good, { audits: [expression('right', 'warehouse.right(amount)')] })],
      /total\.ts:1 .*audit 'right': there is no warehouse\.right\(\)/,
    ],
    [
      'a view that reads as_of',
      [
        total('select member_id, amount from dwd.fact\nwhere sold_on < warehouse.as_of()', { kind: view() }, 'ads.total'),
        total(good, {}, 'dwd.fact'),
      ],
      /ads\/total\.sql:2 .*a view is read outside of a build/,
    ],
    [
      'a model that reads what loads measure',
      [total('select null::bigint as member_id, null::numeric as amount from meta.column_day')],
      /total\.sql:1 .*only a view may read meta\.column_day/,
    ],
    [
      'a view that reads another relation of the engine',
      [total('select null::bigint as member_id, null::numeric as amount from meta.run', { kind: view() }, 'ads.total')],
      /ads\/total\.sql:1 .*there is no model meta\.run/,
    ],
    [
      'a column name that the engine reserves',
      [total(good, { columns: { ...columns, from_version: bigint('Since.') } })],
      /total\.ts:1 .*column 'from_version' has a reserved name/,
    ],
    [
      'a source column name that loads reserve',
      [{ ...sale, declared: { ...sale.declared, columns: { source_line: bigint('Where.') } } as Model }],
      /sale\.ts:1 .*column 'source_line' has a reserved name/,
    ],
    [
      'a function of the engine',
      [total(`select meta.version_of('x') as member_id, 1 as amount`)],
      /models may not call meta\.version_of\(\)/,
    ],
    [
      'an unknown function',
      [total('select warehouse.nothing(member_id) as member_id, amount from ods.sale')],
      /there is no warehouse\.nothing\(\)/,
    ],
    ['two selects', [total(`${good};\n${good}`)], /total\.sql:\d .*expected one select, got 2 statements/],
    ['another statement', [total('delete from ods.sale')], /total\.sql:1 .*expected one select/],
    [
      'a select that writes',
      [total('with gone as (delete from ods.sale returning *)\nselect member_id, amount from gone')],
      /total\.sql:1 .*delete/,
    ],
    ['a select that makes a table', [total('select member_id, amount into kept from ods.sale')], /total\.sql:1 .*into/],
    ['a select that locks', [total('select member_id, amount from ods.sale for update')], /total\.sql:1 .*for update/],
    ['a syntax error', [total('select member_id,\n  amount\nfrom from ods.sale')], /total\.sql:3 .*Postgres cannot parse this/],
    ['an empty file', [total('')], /total\.sql:1 /],
    [
      'no select',
      [model('dws.total', { kind: full(), grain: ['member_id'], columns })],
      /total\.ts:1 .*its select models\/dws\/total\.sql is missing/,
    ],
    ['a select of a source', [{ ...sale, select_text: 'select 1' }], /a source has no models\/ods\/sale\.sql/],
    [
      'audits of a source',
      [{ ...sale, declared: { ...sale.declared, audits: [between('amount', 0, null)] } as Model }],
      /sale\.ts:1 .*a source is not built, so its audits would never run/,
    ],
    ['a missing doc', [total(good, { doc: '' })], /total\.ts:1 .*a doc is missing/],
    [
      'a column without a doc',
      [total(good, { columns: { ...columns, amount: numeric(' ') } })],
      /total\.ts:1 .*column 'amount' has no doc/,
    ],
    ['no grain', [total(good, { grain: [] })], /total\.ts:1 .*a grain is missing/],
    ['an index that names no column', [total(good, { indexes: [['amonut']] })], /an index names 'amonut', which is not a column/],
    ['an index without columns', [total(good, { indexes: [[]] })], /an index has no columns/],
    [
      'an index with a column twice',
      [total(good, { indexes: [['amount', 'amount']] })],
      /the index \(amount, amount\) names a column twice/,
    ],
    ['the same index twice', [total(good, { indexes: [['amount'], ['amount']] })], /the index \(amount\) is declared twice/],
    ['an index of a view', [total(good, { kind: view(), grain: [], indexes: [['amount']] })], /a view has no indexes/],
    ['a grain that names no column', [total(good, { grain: ['one_id'] })], /the grain names 'one_id', which is not a column/],
    [
      'a name that differs from its path',
      [{ ...total(good), name: 'dws.other', contract_file: 'models/dws/other.ts' }],
      /other\.ts:1 .*its name is 'dws\.total', but its path says 'dws\.other'/,
    ],
    ['an unknown layer', [total(good, {}, 'mart.total')], /'mart' is not a layer/],
    [
      'a source outside ods',
      [{ ...sale, name: 'dwd.sale', declared: { ...sale.declared, name: 'dwd.sale' } }],
      /sources, and only sources, belong in models\/ods/,
    ],
    [
      'two audits with one name',
      [total(good, { audits: [between('amount', 0, null), between('amount', 0, null)] })],
      /total\.ts:1 .*two audits have the name .between\(amount, 0, null\)/,
    ],
  ])('%s is reported with its file and line', async (_, parts, expected) => {
    expect(await problemsOf([...(parts.some((part) => part.name === 'ods.sale') ? [] : [sale]), ...parts])).toMatch(expected)
  })

  const returns = 'create function warehouse.one(x text) returns text'
  test.each([
    [
      'reads a relation',
      `${returns}\nlanguage sql return (select name from dwd.sale where code = x);`,
      /:2 .*may not read a relation, got sale/,
    ],
    [
      'reads a relation in a quoted body',
      `${returns}\nlanguage sql as $$\n  select name from dwd.sale\n$$;`,
      /:3 .*may not read a relation, got sale/,
    ],
    [
      'reads a relation in an atomic body',
      `${returns} language sql begin atomic\n  select name from dwd.sale;\nend;`,
      /:2 .*may not read a relation, got sale/,
    ],
    ['calls now()', `${returns} language sql return now()::text;`, /:1 .*now\(\) differs from run to run/],
    [
      'calls a function of the engine',
      `${returns} language sql return meta.version_of(x)::text;`,
      /:1 .*may not call meta\.version_of\(\)/,
    ],
    ['reads a setting', `${returns} language sql return current_setting(x);`, /:1 .*current_setting\(\) differs/],
    ['is not written in sql', `${returns} language plpgsql as $$ begin return x; end $$;`, /:1 .*language sql, got plpgsql/],
    ['has a syntax error', `${returns}\nlanguage sql return from;`, /:2 .*Postgres cannot parse this/],
  ])('a function of the warehouse that %s is reported with its file and line', async (_, text, expected) => {
    const compiled = compileDefinitions([sale], new Map([['warehouse.one', text]]), () => Promise.reject(new Error()))
    await expect(compiled).rejects.toThrow(/sql\/functions\/warehouse\.one\.sql/)
    await expect(compiled).rejects.toThrow(expected)
  })

  const price = model('dwd.price', {
    kind: seed('seeds/price.csv'),
    grain: ['code'],
    columns: { code: text('Code.'), price: numeric('Price.') },
  })

  test('a value of a seed that is not of its type is reported with its line', async () => {
    const typed = model('dwd.price', {
      kind: seed('seeds/price.csv'),
      grain: ['code'],
      columns: { code: text('Code.'), since: date('Day.'), price: numeric('Price.'), rank: integer('Rank.'), is_old: boolean('Old.') },
    })
    const file = 'code,since,price,rank,is_old\na,2020-01-01,-1.5,3,true\n"b\nb",,,,\nc,today,"1,5",2.5,yes\n'
    expect(await problemsOf([typed], { 'seeds/price.csv': file })).toBe(
      [
        'The project has 4 problems:',
        "  seeds/price.csv:5  since 'today' must be written YYYY-MM-DD",
        "  seeds/price.csv:5  price '1,5' must be a number, such as 12.5",
        "  seeds/price.csv:5  rank '2.5' must be a whole number",
        "  seeds/price.csv:5  is_old 'yes' must be true or false",
      ].join('\n'),
    )
  })

  test.each([
    ['a blank line in the middle and at the end', 'code,price\na,1\n\nb,2\n\n\n', [2, 4]],
    ['a line of commas, of spaces, or of empty quotes', 'code,price\na,1\n,\n  \n , \n"",""\nb,2\n', [2, 7]],
    ['a blank first line, and lines that end as Windows has them', '\uFEFF\r\ncode,price\r\n\r\na,1\r\n,\r\nb,2\r\n', [4, 6]],
    ['blank lines in a quoted value', 'code,price\n"a\n\na",1\nb,2\n', [4, 5]],
  ])('%s of a seed is no row, and each row keeps its line', async (_, file, lines) => {
    const { nodes } = await compile([price], { 'seeds/price.csv': file })
    expect(nodes[0]!.seed_lines).toEqual(lines)
  })

  test.each([
    ['too few values', 'a,1\nb\nc,3', ['3  the header has 2 columns, but this line has 1']],
    [
      'too many values',
      'a,1,\nb,1,5',
      ['2  the header has 2 columns, but this line has 3', '3  the header has 2 columns, but this line has 3'],
    ],
    [
      'a quote that is not closed',
      'a,1\n"b,2\nc,3',
      ['4  is not CSV: Quote Not Closed: the parsing is finished with an opening quote at line 4'],
    ],
    ['a quote within a value', 'a,1\nb"b,2', ['3  is not CSV: Invalid Opening Quote: a quote is found on field 0 at line 3, value is "b"']],
  ])('a line of a seed with %s is reported', async (_, rows, expected) => {
    const file = `code,price\n${rows}\n`
    const problems = await problemsOf([price], { 'seeds/price.csv': file })
    expect(problems.split('\n').filter((line) => line.includes('seeds/'))).toEqual(expected.map((text) => `  seeds/price.csv:${text}`))
  })

  test("a seed's header that differs from the contract is reported", async () => {
    expect(await problemsOf([price], { 'seeds/price.csv': 'code,cost\na,1\n' })).toMatch(
      /price\.ts:1 .*seeds\/price\.csv has the columns \(code, cost\), but the contract declares \(code, price\)/,
    )
    expect(await problemsOf([price])).toMatch(/price\.ts:1 .*seeds\/price\.csv/)
  })

  test('a cycle is reported with its path', async () => {
    const parts = [
      total('select member_id, amount from dws.b', {}, 'dws.a'),
      total('select member_id, amount\nfrom dws.c', {}, 'dws.b'),
      total('select member_id, amount from dws.a', {}, 'dws.c'),
      total('select member_id, amount from dws.a', {}, 'dws.behind'),
    ]
    expect(await problemsOf(parts)).toMatch(/models\/dws\/a\.sql:1 .*a cycle: dws\.a → dws\.b → dws\.c → dws\.a/)
  })

  test('all problems are reported at once, in the order of files and lines', async () => {
    const problems = await problemsOf([
      sale,
      total('select now() as member_id,\n random() as amount', { doc: '' }, 'dws.two'),
      total('select member_id, amount from dwd.nowhere', {}, 'dwd.one'),
    ])
    expect(problems.split('\n')).toEqual([
      'The project has 4 problems:',
      expect.stringMatching(/models\/dwd\/one\.sql:1 /),
      expect.stringMatching(/models\/dws\/two\.sql:1 /),
      expect.stringMatching(/models\/dws\/two\.sql:2 /),
      expect.stringMatching(/models\/dws\/two\.ts:1 /),
    ])
  })

  test.each([
    ['a semicolon at the end', `${good};`],
    ['a semicolon and a comment at the end', `${good}; -- done`],
    ['a comment at the end, without a new line', `${good} -- done`],
    ['a relative day as a text', good.replace('group', `where 'today'::text <> '' and age(sold_on, '2026-01-01') > '1 day' group`)],
    [
      'a star as import and as the last line',
      'with sale as (select * from ods.sale),\nfinal as (select member_id, sum(amount) as amount from sale group by member_id)\nselect * from final',
    ],
  ])('%s is no problem', async (_, select) => {
    expect(await problemsOf([sale, total(select)])).toBe('')
  })
})
