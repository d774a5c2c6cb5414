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

type Outcome = {
  /** The rows that the source holds; values that are the usual ones are left out. */
  rows: Record<string, unknown>[]
  /** The reasons by line. */
  rejected?: Record<number, string[]>
  blank_lines?: number
  extra?: string[]
}
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
const asText = ': declare another form as text, and convert it in dwd'
const anOffset = `has an offset, but the column is a timestamp without time zone: declare it as timestamptz, or declare the zone whose local time it holds, such as timestamp('…', { zone: 'Asia/Shanghai' })`
const noOffset = `has no offset, but the column is a timestamp with time zone: declare it as timestamp, or declare the zone of its local times, such as timestamptz('…', { zone: 'Asia/Shanghai' })`
const anyName = '"order_no", "phone", "amount", "qty", "ordered_on", "paid_at", "seen_at", "is_member" or "note"'
const isUtf8 = `the file is UTF-8, but the contract declares encoding: 'gb18030'`
const isGbk = `the file looks like GB18030 (GBK), but the contract declares encoding: 'utf8'`

// A text is the message of a file that is refused.
const outcomes: Record<string, Outcome | string> = {
  'utf8/blank_lines.csv': {
    rows: [{ order_no: 'L18-1' }],
    rejected: { '6': ['order_no: empty, but part of the key'] },
    blank_lines: 3,
  },
  'utf8/cr_line_ends.csv': 'its lines end in CR alone',
  'utf8/cr_line_ends_phones.csv': 'its lines end in CR alone',
  'utf8/crlf_in_quotes.csv': {
    rows: [
      {
        order_no: 'L07-1',
        note: 'line one\r\nline two, with comma and "quote"',
      },
      { order_no: 'L07-2', note: 'back\\slash\\n \\. end' },
      { order_no: 'L07-3', note: '\\.' },
    ],
  },
  'utf8/cut_in_quotes.csv': 'the quote that opens in line 3 is never closed',
  'utf8/cut_in_record.csv': {
    rows: [{ order_no: 'F12', note: 'whole' }],
    rejected: { '3': ['6 fields, but the header has 9'] },
  },
  'utf8/empty.csv': 'the file is empty: it has no header',
  'utf8/excel_guards.csv': {
    rows: [{ order_no: '="3141592653589793239"', phone: '="13912340003"' }],
  },
  'utf8/excel_guards_quoted.csv': {
    rows: [
      { order_no: '="3141592653589793238"', phone: '="13912340001"' },
      { order_no: 'L01-2', phone: '="13912340002"' },
    ],
  },
  'utf8/gbk.csv': isGbk,
  'utf8/gbk_one_value.csv': isGbk,
  'utf8/gzip.csv.gz': {
    rows: [
      { order_no: 'F4', note: 'a' },
      { order_no: 'F4b', note: 'b' },
    ],
  },
  'utf8/gzip_cut_off.csv.gz': 'the gzip file is cut off in the middle',
  'utf8/gzip_named_csv.csv': { rows: [{ order_no: 'F9', note: 'a' }] },
  'utf8/header_case.csv':
    'the file lacks "amount"; it has "order_no", "phone", "Amount", "qty", "ordered_on", "paid_at", "seen_at", "is_member", "note"',
  'utf8/header_only.csv': { rows: [] },
  'utf8/invalid_bytes.csv': {
    rows: [{ order_no: 'L20-2' }],
    rejected: { '2': ['holds bytes that are not UTF-8'] },
  },
  'utf8/mark.csv': { rows: [{ order_no: 'L10-1' }] },
  'utf8/mark_before_quote.csv': { rows: [{ order_no: 'L10-2' }] },
  'utf8/mixed_line_ends.csv': {
    rows: [{ order_no: 'L08-1' }, { order_no: 'L08-2' }],
    rejected: {
      '4': ['17 fields, but the header has 9: it holds a CR without an LF, which may be a line end'],
    },
  },
  'utf8/no_last_line_end.csv': { rows: [{ order_no: 'F11', note: 'last' }] },
  'utf8/nul.csv': {
    rows: [{ order_no: 'L09-2' }],
    rejected: { '2': ['holds a NUL byte'] },
  },
  'utf8/null_words.csv': {
    rows: [
      { order_no: 'L06-1', phone: '\\N', note: 'NULL' },
      {
        order_no: 'L06-5',
        amount: null,
        qty: null,
        ordered_on: null,
        is_member: null,
      },
      { order_no: 'L06-6' },
      { order_no: 'L06-8' },
      { order_no: 'L06-9' },
      { order_no: 'L06-10' },
    ],
    rejected: {
      '3': ["amount: '\\N' is not a number"],
      '4': ["amount: 'NULL' is not a number"],
      '5': ["amount: 'N/A' is not a number"],
      '8': ["is_member: '是' is not a boolean"],
      '12': ["is_member: '2' is not a boolean"],
      '13': [`ordered_on: 'NULL' is not written YYYY-MM-DD${asText}`],
    },
  },
  'utf8/numbers.csv': {
    rows: [
      { order_no: 'L04-10', amount: '0' },
      { order_no: 'L04-13', amount: '12.5' },
    ],
    rejected: {
      '2': ["amount: '1,234.50' is not a number", "qty: '1,000' is not an integer"],
      '3': ["amount: '¥12.00' is not a number"],
      '4': ["amount: '12.00元' is not a number"],
      '5': ["amount: '1.234,50' is not a number"],
      '6': ["amount: '(12.00)' is not a number"],
      '7': ["amount: '12,5' is not a number"],
      '8': ["amount: '１２.５０' is not a number"],
      '9': [`amount: 'NaN' is not a number in decimal digits${asText}`],
      '10': [`amount: 'Infinity' is not a number in decimal digits${asText}`],
      '12': [`amount: '0x1F' is not a number in decimal digits${asText}`],
      '13': [`amount: '1_000' is not a number in decimal digits${asText}`],
      '15': [`qty: '1_000' is not an integer in decimal digits${asText}`],
      '16': [`qty: '0x10' is not an integer in decimal digits${asText}`],
      '17': ["qty: '2.0' is not an integer"],
      '18': ["amount: '1e400' is longer than 200 characters or has an exponent of more than 2 digits"],
      '19': ["amount: '-' is not a number"],
      '20': ["amount: '5%' is not a number"],
    },
  },
  'utf8/offsets.csv': {
    rows: [],
    rejected: {
      '2': [`paid_at: '2026-05-31T17:00:00Z' ${anOffset}`, `seen_at: '2026-06-01 01:00:00' ${noOffset}`],
      '3': [`paid_at: '2026-06-01 01:00:00+08:00' ${anOffset}`],
      '4': [`paid_at: '2026-05-31 09:00:00-08:00' ${anOffset}`, `seen_at: '2026-06-01' ${noOffset}`],
    },
  },
  'utf8/one_row.csv': { rows: [{ order_no: 'F1', note: 'a' }] },
  'utf8/plain_named_gz.csv.gz': { rows: [{ order_no: 'F6', note: 'a' }] },
  'utf8/repeated_declared.csv': 'the header names "phone" more than once',
  'utf8/repeated_undeclared.csv': {
    rows: [
      {
        order_no: 'D1',
        amount: '1',
        paid_at: null,
        seen_at: null,
        is_member: null,
        extra: { tags: 'a', 'tags (column 11)': 'b' },
      },
    ],
    extra: ['tags', 'tags (column 11)'],
  },
  'utf8/scientific.csv': {
    rows: [],
    rejected: {
      '2': ["qty: '1E+1' is not an integer"],
      '3': ["qty: '1.0' is not an integer"],
    },
  },
  'utf8/tabs.csv': {
    rows: [{ order_no: 'L02-2', phone: '\t13912340001' }],
    rejected: {
      '2': [
        `ordered_on: '2026-06-01\t' is not written YYYY-MM-DD${asText}`,
        `paid_at: '2026-06-01 10:00:00\t' is not written YYYY-MM-DD HH:MM:SS${asText}`,
      ],
    },
  },
  'utf8/text_after_quote.csv': {
    rows: [{ order_no: 'L15-7', note: ' "abc"' }],
    rejected: {
      '2': ['text after the closing quote of field 9'],
      '3': ['text after the closing quote of field 9'],
    },
  },
  'utf8/title_line.csv': `the first line is not the header: its only name is not ${anyName}`,
  'utf8/total_line.csv': {
    rows: [
      { order_no: 'L16-2' },
      { order_no: 'L16-3' },
      {
        order_no: '合计',
        amount: '2.00',
        qty: 2,
        ordered_on: null,
        paid_at: null,
        seen_at: null,
        is_member: null,
      },
    ],
  },
  'utf8/two_gzip_members.csv.gz': {
    rows: [
      { order_no: 'F10', note: 'a' },
      { order_no: 'F10b', note: 'b' },
    ],
  },
  'utf8/unclosed_quote.csv': 'the quote that opens in line 3 is never closed',
  'utf8/unicode.csv': {
    rows: [
      { order_no: 'L14-1', note: '𠮷野家😀👨\u200d👩\u200d👧' },
      { order_no: 'L14-2', note: 'é vs é' },
      { order_no: 'L14-3\u200b', note: 'zero width in key' },
      { order_no: 'L14-3', note: 'no zero width' },
      { order_no: 'L14-4\u00a0', note: 'nbsp key' },
      { order_no: 'L14-4', note: 'no nbsp' },
      { order_no: ' L14-5', note: 'space key' },
      { order_no: 'L14-5', note: 'no space' },
    ],
  },
  'utf8/utf16.csv': 'the file is UTF-16',
  'utf8/zip_named_csv.csv': 'the file is a zip archive',
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
        event_id: '8',
        amount: '1',
        ratio: 1,
        user_name: 'dup key',
        properties: '{}',
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
