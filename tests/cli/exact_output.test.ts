import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/command.ts'

// What `sql` and `show` print is what Postgres holds, digit by digit; and what is no select or no name is refused.

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  shop.write(
    'sale_1.csv',
    'sale_id,member_id,sold_on,amount,note\n9007199254740993,9007199254740995,2026-01-01,10.10,\n2,8,2026-01-01,4,\n',
  )
  // A segment whose attributes hold a 64-bit key, a numeric with its scale and microseconds.
  shop.write(
    'segments/spenders.ts',
    `import { bigint, defineSegment, numeric, timestamptz } from 'memberhouse'
export default defineSegment({ name: 'spenders', doc: 'Who bought.', columns: {
  one_id: bigint('Who.'), account_key: bigint('A key.'), factor: numeric('A factor.'), seen_at: timestamptz('A moment.') } })`,
  )
  shop.write(
    'segments/spenders.sql',
    `select one_id, -9101878039891705664 + one_id % 13 as account_key, 1.10::numeric as factor,
    timestamptz '2026-06-01 10:00:00.123456+08' as seen_at from dws.member_sale\n`,
  )
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  expect(await shop.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 0, err: '' })
  shop.edit('segments/spenders.sql', '% 13', '% 5')
  expect(await shop.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 0, err: '' })
}, 240_000)
afterAll(() => shop.close())

// Each value, its text in CSV and tables as `psql --csv` prints it, and its JSON.
const values: [select: string, text: string, json: string][] = [
  [`'{"id":9007199254740993}'::jsonb`, '{"id": 9007199254740993}', '{"id": 9007199254740993}'],
  [`'{"id" :8833456320920623519}'::json`, '{"id" :8833456320920623519}', '{"id" :8833456320920623519}'],
  [`'[1.10, 12345678901234567890.123]'::jsonb`, '[1.10, 12345678901234567890.123]', '[1.10, 12345678901234567890.123]'],
  [`array['{"k":9007199254740993}'::jsonb]`, '{"{\\"k\\": 9007199254740993}"}', '"{\\"{\\\\\\"k\\\\\\": 9007199254740993}\\"}"'],
  [`'9007199254740993'::jsonb`, '9007199254740993', '9007199254740993'],
  ['9007199254740993', '9007199254740993', '"9007199254740993"'],
  ['7::bigint', '7', '"7"'],
  ['-9223372036854775808', '-9223372036854775808', '"-9223372036854775808"'],
  ['7::integer', '7', '7'],
  ['7::smallint', '7', '7'],
  ['1.10', '1.10', '"1.10"'],
  [`'NaN'::numeric`, 'NaN', '"NaN"'],
  [`'0.1'::float8 + '0.2'::float8`, '0.30000000000000004', '0.30000000000000004'],
  [`'1e-300'::float8`, '1e-300', '1e-300'],
  [`'-infinity'::float8`, '-Infinity', '"-Infinity"'],
  ['true', 't', 'true'],
  ['false', 'f', 'false'],
  [`'2026-06-01 10:00:00.123456+08'::timestamptz`, '2026-06-01 10:00:00.123456+08', '"2026-06-01 10:00:00.123456+08"'],
  [`'infinity'::timestamptz`, 'infinity', '"infinity"'],
  [`'2026-06-01 10:00:00.123456'::timestamp`, '2026-06-01 10:00:00.123456', '"2026-06-01 10:00:00.123456"'],
  [`'0044-03-15 BC'::date`, '0044-03-15 BC', '"0044-03-15 BC"'],
  [`'10:00:00.123456'::time`, '10:00:00.123456', '"10:00:00.123456"'],
  [`'1 year 2 days 3.000001 seconds'::interval`, '1 year 2 days 00:00:03.000001', '"1 year 2 days 00:00:03.000001"'],
  [`'\\xdeadbeef'::bytea`, '\\xdeadbeef', '"\\\\xdeadbeef"'],
  ['array[1, null, 3]', '{1,NULL,3}', '"{1,NULL,3}"'],
  ['array[9007199254740993]', '{9007199254740993}', '"{9007199254740993}"'],
  [`array['a b', 'c"d', '']`, '{"a b","c\\"d",""}', '"{\\"a b\\",\\"c\\\\\\"d\\",\\"\\"}"'],
  [`'[0:1]={1,2}'::int[]`, '[0:1]={1,2}', '"[0:1]={1,2}"'],
  [`'{{1,2},{3,4}}'::int[]`, '{{1,2},{3,4}}', '"{{1,2},{3,4}}"'],
  [`array['2026-06-01 10:00:00.123456+08'::timestamptz]`, '{"2026-06-01 10:00:00.123456+08"}', '"{\\"2026-06-01 10:00:00.123456+08\\"}"'],
  [`int8range(1, 9007199254740993)`, '[1,9007199254740993)', '"[1,9007199254740993)"'],
  [`'{[1,3),[5,7)}'::int4multirange`, '{[1,3),[5,7)}', '"{[1,3),[5,7)}"'],
  [`'192.168.0.1/24'::inet`, '192.168.0.1/24', '"192.168.0.1/24"'],
  [`'<a b="c">d</a>'::xml`, '<a b="c">d</a>', '"<a b=\\"c\\">d</a>"'],
  [`point(1.5, 2)`, '(1.5,2)', '"(1.5,2)"'],
  [`row(1, 'x y', null)`, '(1,"x y",)', '"(1,\\"x y\\",)"'],
  [`b'0101'`, '0101', '"0101"'],
  [`'a9b1c2d3-0000-4000-8000-000000000001'::uuid`, 'a9b1c2d3-0000-4000-8000-000000000001', '"a9b1c2d3-0000-4000-8000-000000000001"'],
  [`E'\\\\.'`, '\\.', '"\\\\."'],
  [`'007'`, '007', '"007"'],
]

describe('each type has one exact form', () => {
  const select = `select ${values.map(([value], place) => `${value} as c${place}`).join(', ')}`

  test('as CSV, the one of psql', async () => {
    const { out, code } = await shop.run('sql', select, '--csv')
    const quoted = (text: string) => (text === '\\.' || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    expect(out.split('\n')).toEqual([values.map((_, place) => `c${place}`).join(','), values.map(([, text]) => quoted(text)).join(','), ''])
    expect(code).toBe(0)
  })

  test('as JSON: bigint and numeric are strings, json and jsonb are embedded', async () => {
    const { out, code } = await shop.run('sql', select, '--json')
    const fields = values.map(([, , json], place) => `    "c${place}": ${json}`)
    expect(out).toBe(`[\n  {\n${fields.join(',\n')}\n  }\n]\n`)
    expect(JSON.parse(out)).toHaveLength(1)
    expect(code).toBe(0)
  })

  test('as a table', async () => {
    const { out } = await shop.run('sql', select)
    for (const [, text] of values) expect(out).toContain(text)
  })

  test("whatever the server's defaults are", async () => {
    const name = new URL(shop.url).pathname.slice(1)
    const settings = { timezone: 'America/New_York', intervalstyle: 'iso_8601', bytea_output: 'escape', extra_float_digits: '-2' }
    for (const [setting, value] of Object.entries(settings)) await shop.query(`alter database ${name} set ${setting} = '${value}'`)
    try {
      const odd = `select timestamptz '2026-06-01 02:00Z' as at, interval '1 day' as span, '\\xff'::bytea as bytes, 0.1::float8 as part`
      expect((await shop.run('sql', odd, '--csv')).out).toBe('at,span,bytes,part\n2026-06-01 10:00:00+08,1 day,\\xff,0.1\n')
    } finally {
      for (const setting of Object.keys(settings)) await shop.query(`alter database ${name} reset ${setting}`)
    }
  })
})

test('JSON of no rows, of nulls and of a select without columns', async () => {
  expect((await shop.run('sql', 'select 1 as a where false', '--json')).out).toBe('[]\n')
  expect((await shop.run('sql', 'select null::jsonb as a, null::bigint as "__proto__"', '--json')).out).toBe(
    '[\n  {\n    "a": null,\n    "__proto__": null\n  }\n]\n',
  )
  expect((await shop.run('sql', 'select from generate_series(1, 2)', '--json')).out).toBe('[\n  {},\n  {}\n]\n')
})

test('columns of one name are refused in JSON, and both printed as CSV and as a table', async () => {
  const select = 'select 1 as a, 2 as a, 3 as b, 4, 5'
  expect(await shop.run('sql', select, '--json')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/Several columns are named a, \?column\?: .*\n.*--csv/) as string,
  })
  expect((await shop.run('sql', `${select} where false`, '--json')).code).toBe(1)
  expect((await shop.run('sql', select, '--csv')).out).toBe('a,a,b,?column?,?column?\n1,2,3,4,5\n')
  expect((await shop.run('sql', select)).out).toBe('a  a  b  ?column?  ?column?\n1  2  3         4         5\n1 row\n')
})

describe('keys of 64 bits', () => {
  const keys = [-9101878039891705664n + (9007199254740995n % 5n), -9101878039891705664n + (8n % 5n)]
  const seen = '"factor": 1.10, "seen_at": "2026-06-01T02:00:00.123456+00:00", "account_key": '

  test('among the attributes of a segment', async () => {
    const { out } = await shop.run('show', 'spenders', '--json')
    expect(out).toContain(`"one_id": "9007199254740995",\n    "attributes": {${seen}${keys[0]}}`)
    expect(out).toContain(`"one_id": "8",\n    "attributes": {${seen}${keys[1]}}`)
    expect((await shop.run('show', 'segment.spenders')).out).toContain(`{${seen}${keys[0]}}`)
    const csv = await shop.run('sql', 'select attributes from segment.member order by one_id', '--csv')
    expect(csv.out).toContain(`"{${seen}${keys[1]}}"\n`.replace(/"(?=[^\n])/g, '""').replace('""{', '"{'))
  })

  test('of a model', async () => {
    expect((await shop.run('show', 'dwd.sale', '--json', '--limit', '9')).out).toContain('"sale_id": "9007199254740993"')
    expect((await shop.run('show', 'member_sale')).out).toContain('9007199254740995   10.10\n')
  })

  test('in a comparison of releases', async () => {
    const { out } = await shop.run('release', 'diff', '1', '2', 'spenders', '--json')
    const before = -9101878039891705664n + (9007199254740995n % 13n)
    expect(JSON.parse(out)).toMatchObject({
      rows: [
        { key: { one_id: '8' } },
        { key: { one_id: '9007199254740995' }, columns: [{ column: 'account_key', before: `${before}`, after: `${keys[0]}` }] },
      ],
    })
  })
})

describe('large results', () => {
  test('are streamed as CSV and JSON', { timeout: 120_000 }, async () => {
    const select = `select number as id, repeat('x', 200) as note from generate_series(1, 200000) as number`
    const csv = await shop.run('sql', select, '--csv')
    expect(csv.out.split('\n')).toHaveLength(200_002)
    expect(csv.out.endsWith(`\n200000,${'x'.repeat(200)}\n`)).toBe(true)
    const { out } = await shop.run('sql', select, '--json')
    expect((JSON.parse(out) as unknown[]).length).toBe(200_000)
  })

  test('are refused as a table, with the way to print them', { timeout: 120_000 }, async () => {
    for (const select of ['select * from generate_series(1, 200000)', `select repeat('x', 1000000) from generate_series(1, 30)`]) {
      const { code, out, err } = await shop.run('sql', select)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(/too large for a table.*\n.*--csv/)
    }
    // The widest values of a long table are in its middle.
    const { out } = await shop.run('sql', `select n, case n when 500 then '很宽的值' else 'x' end as t from generate_series(1, 1000) as n`)
    const lines = out.split('\n')
    expect([lines[0], lines[1], lines[500], lines[1000], lines[1001]]).toEqual([
      '   n  t',
      '   1  x',
      ' 500  很宽的值',
      '1000  x',
      '1,000 rows',
    ])
  })

  test('end without a word when the reader closes the pipe', { timeout: 120_000 }, async () => {
    for (const format of ['--csv', '--json']) {
      const { child, ended } = shop.start(['sql', 'select number from generate_series(1, 100000000) as number', format])
      child.stdout!.once('data', () => child.stdout!.destroy())
      expect(await ended).toMatchObject({ code: 0, err: '' })
    }
    const active = `select from pg_stat_activity where query like '%100000000%' and pid <> pg_backend_pid() and state = 'active'`
    await expect.poll(() => shop.query(active), { timeout: 20_000 }).toEqual([])
  })

  test('that cannot be written are an error', async () => {
    const child = spawn('sh', ['-c', `"$0" --import tsx cli/main.ts sql "select 1" --csv > /dev/full`, process.execPath], {
      cwd: shop.folder,
      env: { ...process.env, DATABASE_URL: shop.url, NO_COLOR: '1' },
    })
    let err = ''
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1)
    expect(err).toMatch(/Error: the output cannot be written: .*ENOSPC/)
    expect(err).not.toMatch(/ {4}at /)
  })

  test('that fail after some rows exit with 1', async () => {
    const { code, out, err } = await shop.run('sql', 'select 1 / (50000 - number) from generate_series(1, 60000) as number', '--csv')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/Error: division by zero/) as string })
    expect(out).toMatch(/^\?column\?\n0\n/)
  })
})

// Other statements than selects.
test.each([
  ['explain select 1', 0, /QUERY PLAN\n.*Result/],
  ['show timezone', 0, /Asia\/Shanghai/],
  ['values (1), (2)', 0, /column1\n +1\n +2\n2 rows/],
  ['table dws.member_sale;', 0, /one_id/],
  ['select 1 -- one', 0, /1 row/],
  ['copy (select 1) to stdout', 1, /returned no rows and no columns\nGive one select/],
  ["set timezone = 'UTC'", 1, /returned no rows and no columns/],
  ['/* nothing */', 1, /returned no rows and no columns/],
  ['', 2, /select: expected a value, got an empty text/],
  ['insert into meta.pin default values', 1, /read-only/],
  ['select 1) to stdout; commit; drop table meta.pin; copy (select 1', 1, /syntax error/],
])('sql %j', async (select, code, printed) => {
  const end = await shop.run('sql', select)
  expect(end.code).toBe(code)
  expect(end.out + end.err).toMatch(printed)
  expect(end.err).not.toMatch(/Unexpected| {4}at /)
})

// `--select "$MODELS"` without the variable must not build everything.
test.each([
  ['build', '--local', '--select', ''],
  ['build', '--local', '--select', ' , '],
  ['build', '--local', '--select', 'member_sale', '--select', ''],
  ['build', '--local', '--exclude', ''],
  ['plan', '--select', ''],
  ['test', ''],
  ['test', 'member_sale', ''],
  ['show', 'member_sale', '--release', ''],
  ['run', 'retry', '1', ''],
  ['run', 'approve', '1', '--reason', ''],
  ['runs', '--missing', '--since', ''],
  ['release', 'diff', '1', '2', ''],
  ['release', 'pin', '1', '--name', ''],
  ['load', ''],
  ['identity', 'dedupe', 'people.csv', '--id', ''],
  ['generate', '--out', ''],
])('%s %s %s %s refuses an empty text', async (...args: string[]) => {
  const { code, out, err } = await shop.run(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/Error: [a-z-]+: expected a value, got an empty text\n/)
  expect(await shop.query('select from meta.run')).toHaveLength(2)
})
