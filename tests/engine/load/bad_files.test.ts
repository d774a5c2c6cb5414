import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { append, date, integer, replacesFile, text, timestamptz, wholeFile } from '../../../engine/project/contract.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
})
afterAll(() => bench.close())

const columns = { id: text('Number of the order.'), quantity: integer('Pieces.'), ordered_on: date('Day of the order.') }
beforeEach(async () => {
  await bench.database.query('truncate meta.batch cascade')
})
// In beforeAll of its own, so that `bench` is open.
beforeAll(async () => {
  await bench.declare('order_line', columns, { files: 'order*.csv', key: ['id'], deletion: append(), max_rejected_rate: 0.9 })
  await bench.declare('stock', columns, { files: 'stock*.csv', key: ['id'], deletion: wholeFile() })
  await bench.declare('price', columns, { files: 'price*.csv', key: ['id'], deletion: replacesFile() })
})

const header = 'id,quantity,ordered_on\n'
let number = 0
const fresh = () => `a${++number}`

/** The file is refused with this message, the refusal is on record, and nothing of the file is. */
async function expectRefused(name: string, content: string | Buffer, message: string): Promise<void> {
  const before = await bench.open('order_line', '*')
  const outcome = await bench.load(name, content)
  expect(outcome.error?.message).toContain(message)
  expect(outcome.state).toBe('refused')
  const { rows } = await bench.database.query('select state, error, rows_accepted from meta.batch where batch_id = $1', [outcome.batch_id])
  expect(rows).toEqual([{ state: 'refused', error: outcome.error!.message, rows_accepted: 0 }])
  expect(await bench.open('order_line', '*')).toEqual(before)
}

test('a missing column refuses the file and is named', () =>
  expectRefused('order.csv', 'id,ordered_on\n1,2026-01-01\n', 'the file lacks "quantity"; it has "id", "ordered_on"'))

test('a repeated header name is refused', () =>
  expectRefused('order.csv', 'id,quantity,ordered_on,id\n1,1,2026-01-01,1\n', 'names "id" more than once'))

test('an unclosed quote refuses the file and names the line where it opened', () =>
  expectRefused(
    'order.csv',
    `${header}1,1,2026-01-01\n2,"1,2026-01-01\n3,1,2026-01-01\n`,
    'the quote that opens in line 3 is never closed',
  ))

test('a line of 50 MB refuses the file and names the line', () =>
  expectRefused('order.csv', `${header}1,1,2026-01-01\n${'x'.repeat(50e6)}\n`, 'the record that begins in line 3 is longer than 16 MiB'))

test('an empty file is refused', () => expectRefused('order.csv', '', 'the file is empty'))

test('an empty gzip file is refused', () => expectRefused('order.csv.gz', gzipSync(''), 'the file is empty'))

test('a truncated gzip refuses the file', () => {
  const rows = Array.from({ length: 20_000 }, (_, place) => `${place},${place * 7919},2026-01-01\n`).join('')
  const whole = gzipSync(header + rows)
  return expectRefused('order.csv.gz', whole.subarray(0, whole.length - 2000), 'the gzip file is cut off in the middle')
})

test('a damaged gzip refuses the file', () => {
  const whole = gzipSync(`${header}1,1,2026-01-01\n`)
  whole[whole.length - 6]! ^= 0xff
  return expectRefused('order.csv.gz', whole, 'the gzip file is damaged')
})

test('rows that cannot be split or cast are kept with file, line, raw text and all reasons', async () => {
  const id = fresh()
  const outcome = await bench.load(
    'order.csv',
    Buffer.concat([
      Buffer.from(`${header}${id},1,2026-01-01\n`),
      Buffer.from('x,1\n'),
      Buffer.from('x,"1"2,2026-01-01\n'),
      Buffer.from('nul\0byte,1,2026-01-01\n'),
      Buffer.from([0x78, 0xff, 0xfe, 0x2c, 0x31, 0x2c, 0x0a]),
      Buffer.from(',abc,2026-02-30\n'),
      Buffer.from('y,99999999999,01/02/2026\n'),
      Buffer.from('"multi\nline",x,\n'),
    ]),
  )
  expect(outcome).toMatchObject({ state: 'loaded', rows_read: 8, rows_accepted: 1, rows_rejected: 7 })
  expect(await bench.rejected(outcome.batch_id)).toEqual([
    { source_line: 3, raw_text: 'x,1', reasons: ['2 fields, but the header has 3'] },
    { source_line: 4, raw_text: 'x,"1"2,2026-01-01', reasons: ['text after the closing quote of field 2'] },
    { source_line: 5, raw_text: 'nul\\x00byte,1,2026-01-01', reasons: ['holds a NUL byte'] },
    { source_line: 6, raw_text: 'x\\xff\\xfe,1,', reasons: ['holds bytes that are not UTF-8'] },
    {
      source_line: 7,
      raw_text: ',abc,2026-02-30',
      reasons: [
        'id: empty, but part of the key',
        "quantity: 'abc' is not an integer",
        'ordered_on: date/time field value out of range: "2026-02-30"',
      ],
    },
    {
      source_line: 8,
      raw_text: 'y,99999999999,01/02/2026',
      reasons: [
        'quantity: value "99999999999" is out of range for type integer',
        `ordered_on: '01/02/2026' is not written YYYY-MM-DD: declare another form as text, and convert it in dwd`,
      ],
    },
    { source_line: 9, raw_text: '"multi\nline",x,', reasons: ["quantity: 'x' is not an integer"] },
  ])
  expect(await bench.open('order_line', 'id, source_line, source_file')).toContainEqual({ id, source_line: 2, source_file: 'order.csv' })
})

test('too many rejected rows refuse the whole file and are recorded; the corrected file loads', async () => {
  const content = `${header}1,x,2026-01-01\n2,2,2026-01-01\n`
  const refused = await bench.load('stock.csv', content)
  expect(refused).toMatchObject({ state: 'refused', rows_read: 2, rows_rejected: 1 })
  expect(refused.error?.message).toBe('1 of 2 rows are rejected, more than the 5 % that ods.stock allows')
  expect(await bench.rejected(refused.batch_id)).toEqual([
    { source_line: 2, raw_text: '1,x,2026-01-01', reasons: ["quantity: 'x' is not an integer"] },
  ])
  expect(await bench.open('stock', 'id')).toEqual([])
  expect((await bench.load('stock.csv', content)).state).toBe('refused')
  expect((await bench.load('stock.csv', content.replace('x', '1'))).state).toBe('loaded')
})

test.each(['stock', 'price'])('a file with only a header does not delete the only row of %s', async (name) => {
  await bench.load(`${name}.csv`, `${header}1,1,2026-01-01\n`)
  const outcome = await bench.load(`${name}.csv`, header)
  expect(outcome.error?.message).toMatch(/it lacks \d+ of the \d+ rows of .* and would delete them; it has no other rows/)
  expect(await bench.open(name, 'id')).not.toEqual([])
})

test('a file of no source is reported and does not stop the others', async () => {
  const folder = join(bench.folder, 'drop')
  await mkdir(join(folder, 'order_9.csv'), { recursive: true })
  await writeFile(join(folder, 'order_1.csv'), `${header}${fresh()},1,2026-01-01\n`)
  await writeFile(join(folder, 'notes.txt'), 'hello')
  await writeFile(join(bench.folder, 'notes.txt'), 'hello')
  const { outcomes, lines } = await bench.loadPaths([folder, join(bench.folder, 'gone.csv'), join(bench.folder, 'notes.txt')])
  expect(outcomes.map(({ file, state, error }) => [file.slice(bench.folder.length + 1), state, error?.message])).toEqual([
    ['drop/order_1.csv', 'loaded', undefined],
    ['drop/order_9.csv', 'failed', 'is a folder, but ods.order_line expects a file of this name'],
    ['gone.csv', 'failed', 'there is no such file or folder'],
    ['notes.txt', 'failed', 'no source takes a file of this name'],
  ])
  expect(lines.some((line) => line.endsWith('drop/notes.txt: skipped, no source takes a file of this name'))).toBe(true)
})

test('a file that matches two sources is loaded into neither', async () => {
  const other = await openLoadBench()
  try {
    await other.declare('one', columns, { files: 'o*.csv', key: ['id'], deletion: append() })
    await other.declare('two', columns, { files: '*e.csv', key: ['id'], deletion: append() })
    expect((await other.load('one.csv', header)).error?.message).toBe('belongs to ods.one and ods.two')
  } finally {
    await other.close()
  }
})

const odd = ['yesterday', 'infinity', '02/05/11', '2/5/2011', '20110502', '2011-05-02 BC', '2011-05-02T23:59:59Z', '5 May 2011', '2011.122']

test.each(['csv', 'ndjson'] as const)(
  'a date that would have to be guessed at is rejected in %s, with the form that is taken',
  async (format) => {
    const name = `worded_${format}`
    const days = ['2026-01-01', ...odd, ' 2026-01-02 ', '']
    const lines = days.map((day, place) => (format === 'csv' ? `${place},${day}` : JSON.stringify({ id: String(place), bought_on: day })))
    await bench.declare(
      name,
      { id: text('Number.'), bought_on: date('Day.') },
      { files: `${name}*`, format, key: ['id'], deletion: append(), max_rejected_rate: 1 },
    )
    const outcome = await bench.load(`${name}.txt`, `${format === 'csv' ? 'id,bought_on\n' : ''}${lines.join('\n')}\n`)
    expect((await bench.open(name, 'bought_on')).map((row) => row['bought_on'])).toEqual(['2026-01-01', '2026-01-02', null])
    const rejected = await bench.rejected(outcome.batch_id)
    expect(rejected).toHaveLength(odd.length)
    for (const [place, { reasons }] of rejected.entries()) expect(reasons.join()).toContain(`bought_on: '${odd[place]}' is not`)
    expect(rejected[2]!.reasons).toEqual([
      `bought_on: '02/05/11' is not written YYYY-MM-DD: declare another form as text, and convert it in dwd`,
    ])
  },
)

test('a time may have seconds, fractions and a zone, and no other form is accepted', async () => {
  await bench.declare(
    'timed',
    { id: text('Number.'), at: timestamptz('When.', { zone: 'Asia/Shanghai' }) },
    { files: 'timed*', key: ['id'], deletion: append(), max_rejected_rate: 1 },
  )
  const times = ['2026-01-01 08:30', '2026-01-01T08:30:00.25Z', '2026-01-01 08:30:00+08', '2026-01-01', '2026-01-01 BC', 'now']
  const outcome = await bench.load('timed.csv', `id,at\n${times.map((time, place) => `${place},${time}`).join('\n')}\n`)
  expect(await bench.open('timed', 'id')).toHaveLength(4)
  expect(await bench.rejected(outcome.batch_id)).toHaveLength(2)
})
