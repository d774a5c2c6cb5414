import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  append,
  bigint,
  boolean,
  date,
  double,
  integer,
  jsonb,
  numeric,
  text,
  timestamp,
  timestamptz,
} from '../../../engine/project/contract.ts'
import { anyName, asText, noOffset, utf8Outcomes, type Outcome } from '../../fixtures/utf8_outcomes.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

// Files as spreadsheets, shops and broken transfers write them. The folder of a file is the source into which it is loaded.
const folder = join(import.meta.dirname, '../../fixtures/odd_inputs')
let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
  const columns = {
    order_no: text('Order.'),
    phone: text('Phone.'),
    amount: numeric('Amount.'),
    qty: integer('Pieces.'),
    ordered_on: date('Day.'),
    paid_at: timestamp('Local time.'),
    seen_at: timestamptz('Moment.'),
    is_member: boolean('Member.'),
    note: text('Note.'),
  }
  const event = {
    event_id: bigint('Event.'),
    amount: numeric('Amount.'),
    ratio: double('Ratio.'),
    user_name: text('Name.'),
    properties: jsonb('Properties.'),
    at: timestamptz('Moment.'),
  }
  const options = { key: ['order_no'], deletion: append(), max_rejected_rate: 1 } as const
  await bench.declare('utf8', columns, { ...options, files: 'utf8_*.csv' })
  await bench.declare('semicolon', columns, { ...options, files: 'semicolon_*.csv', delimiter: ';' })
  await bench.declare('gb18030', columns, { ...options, files: 'gb18030_*.csv', encoding: 'gb18030' })
  await bench.declare('ndjson', event, { ...options, files: 'ndjson_*.ndjson', format: 'ndjson', key: ['event_id'] })
})
afterAll(() => bench.close())

const usual: Record<string, unknown> = {
  phone: null,
  amount: '1.00',
  qty: 1,
  ordered_on: '2026-06-01',
  paid_at: '2026-06-01 10:00:00',
  seen_at: '2026-06-01 02:00:00+00',
  is_member: true,
  note: null,
  extra: null,
}
const isUtf8 = `the file is UTF-8, but the contract declares encoding: 'gb18030'`

const outcomes: Record<string, Outcome | string> = {
  ...utf8Outcomes,
  'semicolon/decimal_comma.csv': {
    rows: [{ order_no: 'L17-2', amount: '1234.5' }],
    rejected: { '3': ["amount: '1,5' is not a number"] },
  },
  'semicolon/sep_line.csv': `the first line is not the header: none of its 2 names is ${anyName}`,
  'gb18030/backslash_bytes.csv': {
    rows: [
      { order_no: 'L19-7', note: '誠\\' },
      { order_no: 'L19-8', note: '乗' },
      { order_no: 'L19-9', note: '縗誠乗' },
    ],
  },
  'gb18030/euro.csv': {
    rows: [
      { order_no: 'L19-3', note: '€' },
      { order_no: 'L19-4', note: 'ok' },
    ],
  },
  'gb18030/four_bytes.csv': {
    rows: [
      { order_no: 'L19-1', note: '𠮷€镕喆' },
      { order_no: 'L19-2', note: '张三' },
    ],
  },
  'gb18030/invalid_bytes.csv': {
    rows: [{ order_no: 'L19-6', note: 'ok' }],
    rejected: { '2': ['holds bytes that are not GB18030'] },
  },
  'gb18030/mark.csv': { rows: [{ order_no: 'L19-11', note: '张三' }] },
  'gb18030/utf8.csv': isUtf8,
  'gb18030/utf8_chinese_header.csv': isUtf8,
  'gb18030/utf8_even_run.csv': isUtf8,
  'gb18030/utf8_mark.csv': isUtf8,
  'gb18030/utf8_mark_chinese_header.csv': isUtf8,
  'ndjson/array.ndjson': 'the file is a JSON array',
  'ndjson/mark.ndjson': {
    rows: [
      {
        event_id: '30',
        amount: '1',
        ratio: 1,
        user_name: 'bom',
        properties: '{}',
        at: null,
      },
    ],
  },
  'ndjson/pretty_printed.ndjson': 'an object of the file spans several lines',
  'ndjson/values.ndjson': {
    rows: [
      {
        event_id: '9007199254740993',
        amount: '12345678901234567.89',
        ratio: 0.1,
        user_name: 'a',
        properties: '{"n": 1.10, "id": 9007199254740993, "big": 12345678901234567890}',
        at: '2026-06-01 02:00:00+00',
      },
      {
        event_id: '6',
        amount: '1',
        ratio: 1,
        user_name: 'pair 😀 \u200d',
        properties: '{"a": 2}',
        at: null,
      },
      {
        event_id: '12',
        amount: null,
        ratio: null,
        user_name: null,
        properties: '""',
        at: null,
      },
      {
        event_id: '15',
        amount: null,
        ratio: null,
        user_name: null,
        properties: null,
        at: null,
      },
      {
        event_id: '16',
        amount: null,
        ratio: 1,
        user_name: 'case',
        properties: '{}',
        at: null,
        extra: { Amount: '5' },
      },
      {
        event_id: '19',
        amount: '1',
        ratio: 1,
        user_name: 'crlf',
        properties: '{}',
        at: null,
      },
      {
        event_id: '20',
        amount: '1',
        ratio: 1,
        user_name: ' spaces ',
        properties: '{}',
        at: null,
      },
    ],
    rejected: {
      '2': ['ratio: "1e400" is out of range for type double precision'],
      '3': ['event_id: value "9223372036854775808" is out of range for type bigint'],
      '4': ["event_id: '1.0' is not an integer"],
      '5': ['not a JSON object: invalid input syntax for type json'],
      '6': [`amount: 'NaN' is not a number in decimal digits${asText}`, `ratio: 'NaN' is not a number in decimal digits${asText}`],
      '7': ['not a JSON object: unsupported Unicode escape sequence'],
      '8': ['not a JSON object: invalid input syntax for type json'],
      '10': ['holds the key "event_id" more than once'],
      '11': ["amount: 'true' is not a number", `at: '1780279200' is not written YYYY-MM-DD HH:MM:SS${asText}`],
      '12': [`at: '1780279200000' is not written YYYY-MM-DD HH:MM:SS${asText}`],
      '14': [`at: '2026-06-01 10:00:00' ${noOffset}`],
      '15': ['not a JSON object: invalid input syntax for type json'],
      '17': ['not a JSON object'],
      '19': ['not a JSON object: invalid input syntax for type json'],
    },
    extra: ['Amount'],
  },
}

/** What a load makes of a file, in the form of `outcomes`. */
async function outcomeOf(source: string, name: string, content: Buffer): Promise<Outcome | string> {
  const { state, error, batch_id, blank_lines, extra_columns } = await bench.load(name, content)
  if (state !== 'loaded') return error!.message
  const texts = source === 'ndjson' ? 'event_id amount properties at' : 'amount ordered_on paid_at seen_at'
  const others = source === 'ndjson' ? 'ratio user_name extra' : 'order_no phone qty is_member note extra'
  const { rows } = await bench.database.query<Record<string, unknown>>(
    `select ${[...texts.split(' ').map((column) => `${column}::text`), ...others.split(' ')].join(', ')}
     from store.ods_${source} where batch_id = $1 order by source_line`,
    [batch_id],
  )
  const rejected = (await bench.rejected(batch_id)).map(({ source_line, reasons }) => [source_line, reasons])
  return {
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column, value]) => usual[column] !== value))),
    ...(rejected.length > 0 && { rejected: Object.fromEntries(rejected) as Record<number, string[]> }),
    ...(blank_lines > 0 && { blank_lines }),
    ...(extra_columns.length > 0 && { extra: extra_columns }),
  }
}

describe('each file has its outcome', () => {
  test('and each outcome its file', () => {
    const found = ['utf8', 'semicolon', 'gb18030', 'ndjson'].flatMap((source) =>
      readdirSync(join(folder, source)).map((file) => `${source}/${file}`),
    )
    expect(Object.keys(outcomes).sort()).toEqual(found.sort())
  })

  test.each(Object.entries(outcomes))('%s', async (file, expected) => {
    const [source, name] = file.split('/') as [string, string]
    expect(await outcomeOf(source, `${source}_${name}`, readFileSync(join(folder, file)))).toEqual(expected)
  })
})

const header = 'order_no,phone,amount,qty,ordered_on,paid_at,seen_at,is_member,note'
const usualRow = (order: string) => `${order},,1.00,1,2026-06-01,2026-06-01 10:00:00,2026-06-01 10:00:00+08,true,`

test.each([
  ['space (1).csv', 'loaded', undefined],
  ['订单.csv', 'loaded', undefined],
  ['upper.CSV', 'failed', 'no source takes a file of this name'],
  ['book.xlsx', 'failed', 'no source takes a file of this name'],
])('a file named %s', async (name, state, message) => {
  const { error, ...outcome } = await bench.load(`utf8_${name}`, `${header}\n${usualRow(name)}\n`)
  expect([outcome.state, error?.message]).toEqual([state, message])
})

test('a link to nowhere is named, and the other files of its folder are loaded', async () => {
  const linked = join(bench.folder, 'linked')
  mkdirSync(linked)
  symlinkSync('nowhere.csv', join(linked, 'utf8_1.csv'))
  writeFileSync(join(linked, 'utf8_2.csv'), `${header}\n${usualRow('link')}\n`)
  const { outcomes: found } = await bench.loadPaths([linked])
  expect(found.map(({ file, state, error }) => [file, state, error?.message])).toEqual([
    [join(linked, 'utf8_1.csv'), 'failed', 'there is no such file or folder'],
    [join(linked, 'utf8_2.csv'), 'loaded', undefined],
  ])
})

test('delimiters behind each line make columns without a name, which are kept when they hold a value', async () => {
  const rows = [`${header},,`, `${usualRow('e1')},,`, `${usualRow('e2')},,x`].join('\n')
  expect(await outcomeOf('utf8', 'utf8_trailing.csv', Buffer.from(rows))).toEqual({
    rows: [{ order_no: 'e1' }, { order_no: 'e2', extra: { '(column 11)': 'x' } }],
    extra: ['(column 10)', '(column 11)'],
  })
})
