import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  append,
  bigint,
  date,
  double,
  integer,
  numeric,
  text,
  timestamp,
  timestamptz,
  wholeFile,
} from '../../../engine/project/contract.ts'
import { breaksRule } from '../../../engine/load/scan/field_rule.ts'
import { isWritten, valueRule } from '../../../engine/load/scan/value_form.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
})
afterAll(() => bench.close())

const zone = 'Asia/Shanghai'
const columns = {
  id: text('Number.'),
  local_at: timestamp('Local time.'),
  moment_at: timestamptz('Moment.'),
  converted_local_at: timestamp('Local time of Shanghai.', { zone }),
  converted_moment_at: timestamptz('Moment.', { zone }),
}
const noOffset = /^ID: '.*' has no offset, but the column is a timestamp with time zone: declare it as timestamp, or declare the zone/
const anOffset = /^ID: '.*' has an offset, but the column is a timestamp without time zone: declare it as timestamptz, or declare the zone/

// Each form, and the moment that it names in UTC; null where the form has no offset.
const forms: [string, string | null][] = [
  ['2026-06-29T17:30:00Z', '2026-06-29 17:30:00'],
  ['2026-06-29 17:30:00 Z', '2026-06-29 17:30:00'],
  ['2026-06-30T01:30:00.250+08:00', '2026-06-29 17:30:00.25'],
  ['2026-06-29 13:30:00 -0400', '2026-06-29 17:30:00'],
  ['2026-06-30 01:30+0800', '2026-06-29 17:30:00'],
  ['2026-06-30 01:30:00+08', '2026-06-29 17:30:00'],
  ['2026-06-29 23:00:00+05:30', '2026-06-29 17:30:00'],
  [' 2026-06-30 1:30:00-00:00 ', '2026-06-30 01:30:00'],
  ['2026-06-30 01:30:00', null],
  ['2026-06-30T01:30', null],
  ['2026-06-30', null],
]

test.each(['csv', 'ndjson'] as const)('in %s no fraction of a second moves a time to the next day', async (format) => {
  const source = `edge_${format}`
  const kind = { files: `${source}.txt`, format, key: ['id'], deletion: append(), max_rejected_rate: 1 } as const
  await bench.declare(source, { id: text('Number.'), at: timestamp('Local time.') }, kind)
  const fractions = ['9999999', '9999995', '99999950', '9999994', '999999', '1234567', '99999']
  const values = fractions.map((fraction) => `2026-06-30 23:59:59.${fraction}`)
  const rows = values.map((at, id) => (format === 'csv' ? `${id},${at}` : JSON.stringify({ id: String(id), at })))
  const outcome = await bench.load(`${source}.txt`, [...(format === 'csv' ? ['id,at'] : []), ...rows].join('\n'))
  expect((await bench.rejected(outcome.batch_id)).length).toBe(3)
  expect((await bench.open(source, 'at::text')).map(({ at }) => (at as string).slice(20)).sort()).toEqual(
    ['123457', '99999', '999999', '999999'].sort(),
  )
})

test.each(['csv', 'ndjson'] as const)('in %s a value fits its type of timestamp, or is converted by the declared zone', async (format) => {
  const write = (rows: Record<string, string>[], names: string[]) =>
    format === 'csv'
      ? [names.join(), ...rows.map((row) => names.map((name) => row[name]).join())].join('\n')
      : rows.map((row) => JSON.stringify(row)).join('\n')
  for (const name of Object.keys(columns).slice(1) as (keyof typeof columns)[]) {
    const source = `${name}_${format}`
    await bench.declare(
      source,
      { id: text('Number.'), [name]: columns[name] },
      { files: `${source}.txt`, format, key: ['id'], deletion: append(), max_rejected_rate: 1 },
    )
    const rows = forms.map(([value], place) => ({ id: String(10 + place), [name]: value }))
    const outcome = await bench.load(`${source}.txt`, write(rows, ['id', name]))
    const shown = (await bench.open(source, `id, (${name} ${name.includes('moment') ? `at time zone 'UTC'` : ''})::text as value`)).map(
      ({ id, value }) => [forms[Number(id) - 10]![0], value],
    )
    const rejected = (await bench.rejected(outcome.batch_id)).map(({ reasons }) => reasons.join())
    const offset = forms.filter(([, utc]) => utc !== null)
    const local = forms.filter(([, utc]) => utc === null).map(([value]) => value)
    const utcOf = local.map((value) => [value, value === '2026-06-30' ? '2026-06-29 16:00:00' : '2026-06-29 17:30:00'])
    const localOf = local.map((value) => [value, value === '2026-06-30' ? '2026-06-30 00:00:00' : '2026-06-30 01:30:00'])
    const inShanghai = offset.map(([value, utc]) => [
      value,
      utc === '2026-06-30 01:30:00' ? '2026-06-30 09:30:00' : utc!.replace('29 17', '30 01'),
    ])
    const expected: Record<string, [unknown[], RegExp | null, number]> = {
      local_at: [localOf, anOffset, offset.length],
      moment_at: [offset, noOffset, local.length],
      converted_local_at: [[...inShanghai, ...localOf], null, 0],
      converted_moment_at: [[...offset, ...utcOf], null, 0],
    }
    const [accepted, reason, count] = expected[name]!
    expect(shown).toEqual(accepted)
    expect(rejected).toHaveLength(count)
    for (const text of rejected) expect(text.replace(name, 'ID')).toMatch(reason!)
  }
})

test('a value that is no timestamp is rejected where a zone converts the others, beside columns that are not declared', async () => {
  await bench.declare(
    'zoned',
    { id: text('Number.'), at: timestamp('Local time.', { zone: 'Europe/London' }) },
    { files: 'zoned.csv', key: ['id'], deletion: append(), max_rejected_rate: 1 },
  )
  const values = [
    '2026-07-01 12:00:00Z',
    '2026-01-01 12:00:00Z',
    '2026-02-30 10:00:00',
    '2026-02-30 10:00:00Z',
    '2026-01-01 10:00:00+99',
    'now',
  ]
  const outcome = await bench.load('zoned.csv', `id,at,note\n${values.map((value, place) => `${place},${value},n`).join('\n')}\n`)
  expect(await bench.open('zoned', 'at::text, extra')).toEqual([
    { at: '2026-01-01 12:00:00', extra: { note: 'n' } },
    { at: '2026-07-01 13:00:00', extra: { note: 'n' } },
  ])
  expect((await bench.rejected(outcome.batch_id)).map(({ reasons }) => reasons.join())).toEqual([
    expect.stringContaining('out of range'),
    expect.stringContaining('out of range'),
    expect.stringContaining('out of range'),
    expect.stringContaining(`at: 'now' is not written YYYY-MM-DD HH:MM:SS`),
  ])
})

test('in an hour that a change of the clocks skips or repeats, standard time applies', async () => {
  await bench.declare(
    'summer',
    { id: text('Number.'), at: timestamptz('When.', { zone: 'Europe/London' }) },
    { files: 'summer.csv', key: ['id'], deletion: append() },
  )
  await bench.load('summer.csv', 'id,at\n1,2026-10-25 01:30:00\n2,2026-03-29 01:30:00\n3,2026-07-01 01:30:00\n')
  expect((await bench.open('summer', `id, (at at time zone 'UTC')::text as at`)).map(({ at }) => at)).toEqual([
    '2026-10-25 01:30:00',
    '2026-03-29 01:30:00',
    '2026-07-01 00:30:00',
  ])
})

test('a moment in the key is converted too, also where a row is rejected or superseded', async () => {
  await bench.declare(
    'reading',
    { at: timestamp('Local time.', { zone }), quantity: integer('Pieces.') },
    { files: 'reading*.csv', key: ['at'], deletion: wholeFile(), max_rejected_rate: 1, max_closed_rate: 1 },
  )
  await bench.load('reading_1.csv', 'at,quantity\n2026-06-01 08:00:00,1\n2026-06-02 08:00:00,2\n')
  // The row of 1 June is rejected for its quantity: its key is readable, so the open row stays. That of 2 June is superseded.
  const outcome = await bench.load('reading_2.csv', 'at,quantity\n2026-06-01T00:00:00Z,x\n2026-06-02T00:00:00Z,3\n2026-06-02 08:00:00,4\n')
  expect(outcome).toMatchObject({ rows_accepted: 1, rows_rejected: 2, is_deletion_unsure: false })
  expect(await bench.open('reading', 'at::text, quantity')).toEqual([
    { at: '2026-06-01 08:00:00', quantity: 1 },
    { at: '2026-06-02 08:00:00', quantity: 4 },
  ])
})

test('a zone that is none, and a zone of a column that is no timestamp, are problems of the contract', async () => {
  await bench.declare(
    'zones',
    {
      id: text('Number.', { zone } as object),
      a: timestamp('When.', { zone: 'Asia/Shangai' }),
      b: timestamptz('When.', { zone: '+08:00' }),
      c: timestamptz('When.', { zone: 'Asia/Shanghai' }),
    },
    { files: 'zones.csv', key: ['id'], deletion: append() },
  )
  expect((await bench.load('zones.csv', 'id\n')).error?.message.split('\n')).toEqual([
    'ods.zones cannot be loaded:',
    '  id declares a zone, but it is text: only timestamps have one',
    '  the zone of a, "Asia/Shangai", is not a time zone: write one such as "Asia/Shanghai"',
    '  the zone of b, "+08:00", is not a time zone: write one such as "Asia/Shanghai"',
  ])
})

const refusedNumbers = [
  'NaN',
  'nan',
  '-NaN',
  'Infinity',
  '-Infinity',
  'inf',
  '+inf',
  '0x1F',
  '0b1',
  '0o7',
  '1_000',
  '1,5',
  '１２',
  '1e',
  '.',
  '(1)',
]
const numbers: [string, object, string[], string[]][] = [
  [
    'numeric',
    numeric('Number.'),
    ['1.50', '-0', ' 12.5 ', '.5', '5.', '+1', '1e3', '1.5E-3', '1e+007'],
    ['1e400', '1e-400', '9'.repeat(201)],
  ],
  ['double', double('Number.'), ['1.50', '-0', ' 12.5 ', '.5', '5.', '+1', '1e300', '0.1'], ['1e400', '1e-400']],
  ['integer', integer('Number.'), ['1', '-5', ' 7 ', '+1', '007'], ['1.39E+10', '1.0', '1e3', '99999999999']],
  ['bigint', bigint('Number.'), ['9223372036854775807', '-5'], ['1.39E+10', '1.0', '9223372036854775808']],
]

test.each(numbers)('a %s takes decimal digits only, in CSV and NDJSON', async (name, column, taken, refused) => {
  for (const format of ['csv', 'ndjson'] as const) {
    const source = `${name}_${format}`
    const values = [...taken, ...refused, ...refusedNumbers]
    await bench.declare(
      source,
      { id: text('Number.'), value: column as ReturnType<typeof numeric> },
      { files: `${source}.txt`, format, key: ['id'], deletion: append(), max_rejected_rate: 1 },
    )
    const lines = values.map((value, place) => (format === 'csv' ? `${place},"${value}"` : JSON.stringify({ id: String(place), value })))
    const outcome = await bench.load(`${source}.txt`, `${format === 'csv' ? 'id,value\n' : ''}${lines.join('\n')}\n`)
    const open = await bench.open(source, 'id')
    expect(open.map(({ id }) => values[Number(id)]).sort()).toEqual([...taken].sort())
    const rejected = await bench.rejected(outcome.batch_id)
    expect(rejected).toHaveLength(refused.length + refusedNumbers.length)
    for (const { reasons } of rejected)
      expect(reasons.join()).toMatch(/^value: .*(is not an? (number|integer)|out of range|is longer than 200)/)
  }
})

test('the reason shows a value as the file has it, but none of a personal column', async () => {
  await bench.declare(
    'guest',
    {
      id: text('Number.'),
      amount: numeric('Amount.'),
      born_on: date('Birthday.', { personal: true }),
      phone: bigint('Phone.', { personal: true }),
    },
    { files: 'guest.csv', key: ['id'], deletion: append(), max_rejected_rate: 1 },
  )
  const outcome = await bench.load(
    'guest.csv',
    'id,amount,born_on,phone\n1,\\N,,\n2,0x1F,1990-02-30,0x33\n3,1e400,1990/02/03,99913912345678999999\n',
  )
  expect((await bench.rejected(outcome.batch_id)).map(({ reasons }) => reasons)).toEqual([
    [`amount: '\\N' is not a number`],
    [
      `amount: '0x1F' is not a number in decimal digits: declare another form as text, and convert it in dwd`,
      'born_on: the value is not a date, or out of range',
      'phone: the value is not an integer in decimal digits: declare another form as text, and convert it in dwd',
    ],
    [
      `amount: '1e400' is longer than 200 characters or has an exponent of more than 2 digits`,
      'born_on: the value is not written YYYY-MM-DD: declare another form as text, and convert it in dwd',
      'phone: the value is not an integer, or out of range',
    ],
  ])
})

test('the scanner and the database apply the same rule to every value', async () => {
  const pieces = [
    '2026-06-01',
    '2026-6-1',
    'T',
    ' ',
    '10:00',
    '9:05',
    ':30',
    '.5',
    '+08',
    '-0400',
    ':00',
    'Z',
    '1',
    '23',
    '+',
    '-',
    'e',
    'E',
    '0',
    '_',
    'x',
    'NaN',
  ]
  const types = ['date', 'bigint', 'numeric', 'double precision', 'timestamp with time zone', 'timestamp without time zone']
  const rules = [...types.map((type) => valueRule({ type, zone: undefined })), valueRule({ type: 'timestamp with time zone', zone })]
  const inPieces = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
  const inTime = fc.array(fc.constantFrom(...pieces.slice(2, 17)), { maxLength: 6 }).map((rest) => ['2026-06-01', ...rest])
  const values = fc.sample(fc.oneof(inPieces, inTime), { numRuns: 5000, seed: 13 }).map((parts) => parts.join(''))
  const { rows } = await bench.database.query<{ value: string; written: boolean[] }>(
    `select value, array[${rules.map((rule) => `(${isWritten('value', rule)})`).join(', ')}] as written from unnest($1::text[]) as value`,
    [values],
  )
  // Behind the field the buffer may hold any byte.
  const differing = rows.flatMap(({ value, written }) =>
    rules.flatMap((rule, place) =>
      [',', '0'].some((behind) => breaksRule(rule, Buffer.from(`${value}${behind.repeat(9)}`), 0, value.length) === written[place])
        ? [[value, rule]]
        : [],
    ),
  )
  expect(differing).toEqual([])
  for (const place of rules.keys()) expect(rows.some(({ written }) => written[place])).toBe(true)
})
