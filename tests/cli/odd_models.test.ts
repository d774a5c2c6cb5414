import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/command.ts'

// Names, types and texts at the edge of what a model may have: `lint` accepts them, or names the file and what is wrong.

const slow = { timeout: 240_000 }
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

type Columns = Record<string, string>
const write = (name: string, columns: Columns, select: string, { grain = 'one_id', more = '' } = {}) => {
  const typed = Object.entries({ one_id: 'bigint', ...columns }).map(([column, type]) => `    ${column}: ${type}('A value.'),\n`)
  shop.write(
    `models/dws/${name}.ts`,
    `import { between, bigint, date, defineModel, double, expression, full, numeric, text, timestamp, timestamptz } from 'memberhouse'
export default defineModel({
  name: 'dws.${name}', doc: 'A test.', grain: ['${grain}'], kind: full(),${more}
  columns: {\n${typed.join('')}  },
})\n`,
  )
  shop.write(`models/dws/${name}.sql`, select)
}
const remove = (name: string, folder = 'models/dws') => {
  for (const ending of ['ts', 'sql']) rmSync(join(shop.folder, folder, `${name}.${ending}`))
}
const over = (columns: string) => `with

members as (
    select * from dws.member_sale
),

final as (
    select ${columns} from members
)

select * from final
`
const longName = (bytes: number) => 'c'.padEnd(bytes, 'y')
const good = over('one_id')

test('these models are valid', slow, async () => {
  const valid: [string, Columns, string][] = [
    [
      'reserved_words',
      { order: 'bigint', user: 'text', group: 'bigint', end: 'date' },
      over(`one_id, 1::bigint as "order", 'x' as "user", 2::bigint as "group", warehouse.as_of() as "end"`),
    ],
    ['name_of_63_bytes', { [longName(63)]: 'bigint' }, over(`one_id, 1::bigint as ${longName(63)}`)],
    ['chinese_name', { 会员等级名称: 'bigint' }, over('one_id, 1::bigint as 会员等级名称')],
    ['semicolon', {}, good.replace(/\n$/, ';\n')],
    ['crlf', {}, good.replaceAll('\n', '\r\n')],
    ['byte_order_mark', {}, `\ufeff${good}`],
    ['untyped_literals', { t: 'text', u: `((doc: string) => text(doc, { nullable: true }))` }, over(`one_id, 'x' as t, null as u`)],
    ['upper_case', { MixedCase: 'bigint' }, over('one_id, 1::bigint as "MixedCase"')],
    ['division', { r: 'bigint' }, over('one_id, 100 / one_id as r')],
    [
      'timestamps',
      { at: 'timestamptz', local: 'timestamp' },
      over(`one_id, '2026-06-01'::timestamptz as at, '2026-06-01 10:00+08'::timestamp as local`),
    ],
    ['quotes', { t: 'text' }, over(`one_id, 'it''s %s $1 {{ ref }} \\n' as t`)],
    ['comment_without_line_end', {}, `${good}-- the end`],
  ]
  for (const [name, columns, select] of valid) write(name, columns, select)
  shop.write('seeds/rank.csv', '\ufefforder,user,MixedCase\n1,x,2\n')
  shop.write(
    'models/dwd/rank.ts',
    `import { bigint, defineModel, seed, text } from 'memberhouse'
export default defineModel({ name: 'dwd.rank', doc: 'A seed.', grain: ['order'], kind: seed('seeds/rank.csv'),
  columns: { order: bigint('O.'), user: text('U.'), MixedCase: bigint('M.') } })`,
  )
  const { code, out, err } = await shop.run('lint')
  expect({ code, out, err }).toEqual({ code: 0, out: `${5 + valid.length} contracts are valid.\n`, err: '' })

  expect(await shop.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 0, err: '' })
  for (const [name] of valid) remove(name)
})

/** Checks that lint reports these problems, each as `<model>.<ending>:<line>  <message>`, and no others. */
async function expectProblems(models: [name: string, columns: Columns, select: string, problems: string[]][]): Promise<void> {
  for (const [name, columns, select] of models) write(name, columns, select)
  const { code, out, err } = await shop.run('lint')
  expect({ code, out }).toEqual({ code: 1, out: '' })
  const lines = models.flatMap(([name, , , problems]) => problems.map((problem) => `  models/dws/${name}.${problem}`))
  expect(err.split('\n').filter((line) => line.startsWith('  '))).toEqual(lines)
  for (const [name] of models) remove(name)
}

test('these are named before a select runs', slow, () => {
  shop.write(
    'models/ads/above.ts',
    `import { bigint, defineModel, full } from 'memberhouse'
export default defineModel({ name: 'ads.above', doc: 'A test.', grain: ['one_id'], kind: full(), columns: { one_id: bigint('Who.') } })`,
  )
  shop.write('models/ads/above.sql', 'select one_id from dws.member_sale\n')
  const reserved = 'has a reserved name: rename it (reserved are version, from_version, to_version, ctid, tableoid, xmin, xmax, cmin, cmax)'
  return expectProblems([
    [
      'a_name_of_64_bytes',
      { [longName(64)]: 'bigint' },
      over(`one_id, 1::bigint as ${longName(64)}`),
      [`ts:6  column '${longName(64)}' has 64 bytes, but Postgres keeps only 63: shorten it`],
    ],
    [
      'b_chinese_name',
      { ['会员等级'.repeat(6)]: 'bigint' },
      over(`one_id, 1::bigint as ${'会员等级'.repeat(6)}`),
      [`ts:6  column '${'会员等级'.repeat(6)}' has 72 bytes, but Postgres keeps only 63: shorten it`],
    ],
    ['c_today', { at: 'date' }, over('one_id, current_date as at'), ['sql:8  current_date differs from run to run: use warehouse.as_of()']],
    ['d_now', { at: 'timestamptz' }, over('one_id, now() as at'), ['sql:8  now() differs from run to run: use warehouse.as_of()']],
    [
      'e_random',
      { r: 'double' },
      over('one_id, random() as r'),
      ['sql:8  random() differs from run to run: use a hash of the key, such as warehouse.key(…)'],
    ],
    [
      'f_itself',
      {},
      'with\n\nme as (\n    select * from dws.f_itself\n)\n\nselect one_id from me\n',
      ['sql:4  a cycle: dws.f_itself → dws.f_itself'],
    ],
    [
      'g_upwards',
      {},
      'with\n\nm as (\n    select * from ads.above\n)\n\nselect one_id from m\n',
      ['sql:4  dws reads upwards: ads.above is in a layer above'],
    ],
    [
      'h_unknown',
      {},
      'with\n\nm as (\n    select * from dws.member_slae\n)\n\nselect one_id from m\n',
      ['sql:4  there is no model dws.member_slae'],
    ],
    [
      'i_no_layer',
      {},
      'with\n\nm as (\n    select * from member_sale\n)\n\nselect one_id from m\n',
      [
        'sql:4  `select *` hides the columns: name them (it is allowed in imports and in the last line)',
        'sql:4  this select has no CTE "member_sale": write a relation as <layer>.<table>',
      ],
    ],
    [
      'j_system_columns',
      { version: 'bigint', run_id: 'text', ctid: 'bigint' },
      over(`one_id, 1::bigint as version, 'x' as run_id, 2::bigint as ctid`),
      [`ts:6  column 'version' ${reserved}`, `ts:8  column 'ctid' ${reserved}`],
    ],
    [
      'k_version_columns',
      { from_version: 'bigint', to_version: 'bigint', source_line: 'bigint' },
      over('one_id, 1::bigint as from_version, 2::bigint as to_version, 3::bigint as source_line'),
      [`ts:6  column 'from_version' ${reserved}`, `ts:7  column 'to_version' ${reserved}`],
    ],
    ['l_two_selects', {}, `${good.replace(/\n$/, ';\n')}select 1`, ['sql:12  expected one select, got 2 statements']],
    ['m_insert', {}, 'insert into store.x select 1\n', ['sql:1  expected one select, got another statement']],
    ['n_empty', {}, '', ['sql:1  Postgres cannot parse this: Query cannot be empty']],
  ])
})

test('these are named by the names and types that a select returns', slow, () =>
  expectProblems([
    ['a_type', { n: 'bigint' }, over('one_id, amount::integer as n'), ['sql:1  returns n as integer, but the contract declares bigint']],
    [
      'b_names',
      { n: 'bigint', other: 'bigint' },
      over('one_id, 1::bigint as n, 2::bigint as extra_col'),
      [
        'sql:1  returns extra_col (bigint), which the contract does not declare',
        'sql:1  does not return other, which the contract declares as bigint',
      ],
    ],
    [
      'c_order',
      { n: 'bigint' },
      over('1::bigint as n, one_id'),
      ['sql:1  returns (n, one_id), but the contract declares the order (one_id, n)'],
    ],
    [
      'd_unquoted',
      { MixedCase: 'bigint' },
      over('one_id, 1::bigint as MixedCase'),
      [
        'sql:1  returns mixedcase (bigint), which the contract does not declare',
        'sql:1  does not return MixedCase, which the contract declares as bigint',
      ],
    ],
    ['e_twice', {}, over('one_id, one_id'), ['sql:1  returns one_id twice']],
    [
      'f_lengths',
      { t: 'text', n: 'numeric', c: 'text' },
      over(`one_id, 'x'::varchar(10) as t, 1.5::numeric(10, 2) as n, 'a'::char(3) as c`),
      [
        'sql:1  returns t as character varying(10), but the contract declares text',
        'sql:1  returns n as numeric(10,2), but the contract declares numeric',
        'sql:1  returns c as character(3), but the contract declares text',
      ],
    ],
  ]),
)

const segment = (name: string, columns: string, select: string) => {
  shop.write(
    `segments/${name}.ts`,
    `import { bigint, date, defineSegment, numeric, text } from 'memberhouse'
export default defineSegment({ name: '${name}', doc: 'A test.', columns: { one_id: bigint('Who.'), ${columns} } })`,
  )
  shop.write(`segments/${name}.sql`, select)
}

test('these fail when they are built, and the failing rows are shown digit by digit', slow, async () => {
  shop.write('sale_1.csv', 'sale_id,member_id,sold_on,amount,note\n1,7,2026-01-01,10,\n2,8,2026-01-01,4,\n')
  await shop.run('load', 'sale_1.csv')
  write('grain', { n: 'bigint' }, over('one_id, 1::bigint as n'), { grain: 'n' })
  const key = over('one_id, -9101878039891705664 as account_key')
  write('key', { account_key: 'bigint' }, key, { grain: 'account_key' })
  write('nan', { amount: 'numeric' }, over(`one_id, 'NaN'::numeric as amount`), {
    more: ` audits: [between('amount', 0, null), expression('money is money', 'amount = amount')],`,
  })
  segment('twice', '', over('one_id').replace('from members', 'from members union all select one_id from members where one_id = 7'))
  segment('nobody', '', over('nullif(one_id, 7) as one_id'))
  const { code, out } = await shop.run('build', '--local', '--as-of', '2026-01-02')
  expect([code, out.split('\n').filter((line) => /^\S+ broke /.test(line))]).toEqual([
    1,
    [
      'dws.grain broke unique(n) (1 row)',
      'dws.key broke unique(account_key) (1 row)',
      'dws.nan broke between(amount, 0, null) (2 rows), money is money (2 rows)',
      'segment.nobody broke not_null(one_id) (1 row)',
      'segment.twice broke unique(one_id) (1 row)',
    ],
  ])
  const [parked] = await shop.query<{ run: string }>('select max(run_id)::text as run from meta.run')
  const { out: shown } = await shop.run('run', 'show', parked!.run)
  expect(shown).toContain('-9101878039891705664')
  expect(shown).toContain('NaN')
  expect((await shop.run('run', 'cancel', parked!.run)).code).toBe(0)
  for (const name of ['grain', 'key', 'nan']) remove(name)
  for (const name of ['twice', 'nobody']) remove(name, 'segments')
})

test('a segment may be empty, and its attributes hold any text', slow, async () => {
  segment('nobody', '', over('one_id').replace('from members', 'from members where false'))
  const attributes = `'a,b "c" 𠮷😀' as "order", amount, warehouse.as_of() as day`
  segment('quoted', `order: text('O.'), amount: numeric('A.'), day: date('D.')`, over(`one_id, ${attributes}`))
  expect(await shop.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 0, err: '' })
  const members = `select segment, one_id, attributes from segment.member where segment in ('nobody', 'quoted') order by one_id`
  const { out } = await shop.run('sql', members, '--json')
  const held = (one_id: string, amount: number) => ({
    segment: 'quoted',
    one_id,
    attributes: { day: '2026-01-02', order: 'a,b "c" 𠮷😀', amount },
  })
  expect(JSON.parse(out)).toEqual([held('7', 10), held('8', 4)])
})
