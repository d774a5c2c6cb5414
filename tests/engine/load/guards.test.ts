import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { append, boolean, date, integer, numeric, source, text, defineModel } from '../../../engine/project/contract.ts'
import { sourceProblems, type SourceModel } from '../../../engine/project/source_model.ts'
import { csvScanner } from '../../../engine/load/scan/scan_csv.ts'
import { withoutGuards } from '../../../engine/load/scan/strip_guards.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
})
afterAll(() => bench.close())

const columns = {
  order_no: text('Order.'),
  phone: text('Phone.'),
  amount: numeric('Amount.'),
  pieces: integer('Pieces.'),
  ordered_on: date('Day.'),
  is_member: boolean('Member.'),
}
const file = [
  '"=""order_no""",phone,amount,pieces,ordered_on,is_member',
  '"=""A1""","=""13912340001""","=""1.50""","=""2""","=""2026-06-01""","=""true"""',
  '="A2",="13912340002",="2.50",="3",="2026-06-02",="false"',
  "'A3,'13912340003,'3.50,'4,'2026-06-03,'t",
  'A4\t, 13912340004\t,4.50\t,5\t,2026-06-04\t,\tf ',
  'A5,"=""""",="",="","=""""",',
  '"=""A""""6""",=1+2,6,7,2026-06-06,true',
  '="",13912340007,7,8,2026-06-07,true',
  '',
].join('\n')

test('guards of a spreadsheet are stripped from the values of all columns before they are read', async () => {
  await bench.declare('guarded', columns, {
    files: 'guarded*',
    key: ['order_no'],
    deletion: append(),
    strips_guards: true,
    max_rejected_rate: 0.5,
  })
  const outcome = await bench.load('guarded.csv', file)
  expect(outcome).toMatchObject({ state: 'loaded', rows_read: 7, rows_accepted: 6, rows_rejected: 1 })
  const rows = await bench.open('guarded', 'order_no, phone, amount, pieces, ordered_on, is_member')
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['A"6', '=1+2', '6', 7, '2026-06-06', true],
    ['A1', '13912340001', '1.50', 2, '2026-06-01', true],
    ['A2', '13912340002', '2.50', 3, '2026-06-02', false],
    ['A3', '13912340003', '3.50', 4, '2026-06-03', true],
    ['A4', '13912340004', '4.50', 5, '2026-06-04', false],
    ['A5', null, null, null, null, null],
  ])
  expect(await bench.rejected(outcome.batch_id)).toEqual([
    { source_line: 8, raw_text: '="",13912340007,7,8,2026-06-07,true', reasons: ['order_no: empty, but part of the key'] },
  ])
})

test('values are loaded as written where the source does not say so', async () => {
  await bench.declare(
    'kept',
    { order_no: text('Order.'), phone: text('Phone.') },
    { files: 'kept*', key: ['order_no'], deletion: append() },
  )
  await bench.load('kept.csv', 'order_no,phone\n"=""1""",="139"\n\'2\t, 139 \n')
  expect(await bench.open('kept', 'order_no, phone')).toEqual([
    { order_no: "'2\t", phone: ' 139 ' },
    { order_no: '="1"', phone: '="139"' },
  ])
})

test('what is no guard is kept', () => {
  for (const value of ['=1+2', '="a"&"b"', '="a', '="', 'a\tb', "a'", 'cat', '"a"', 'a=b', '\\t', '\u00a0a', '会员']) {
    expect(withoutGuards(value)).toBe(value)
  }
  expect(["'", '=""', ' \t', '=" a\t"', '=""""', '\'="1"'].map(withoutGuards)).toEqual(['', '', '', 'a', '"', '1'])
})

test('each field of the bytes is stripped as its text is, at any place of the buffer', () => {
  const piece = fc.constantFrom('=', '""', '=""', "'", ' ', '\t', '\\', 't', '\n', 'é', '员', 'x'.repeat(70_000))
  const field = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 30 }), (fields) => {
      const scanned = (strips_guards: boolean, texts: string[]) => {
        const lines: Buffer[] = []
        const sink = { record: () => true, batch: (bytes: Buffer) => lines.push(Buffer.from(bytes)) }
        const scanner = csvScanner({ delimiter: ',', strips_guards }, [0, 0], sink)
        scanner.scan(Buffer.from(texts.map((text) => `"${text}","${text}"\n`).join('')), true)
        scanner.flush()
        return Buffer.concat(lines).toString()
      }
      const bare = fields.map((text) => withoutGuards(text.replaceAll('""', '"')).replaceAll('"', '""'))
      expect(scanned(true, fields).replace(/^\d+/gm, '')).toBe(scanned(false, bare).replace(/^\d+/gm, ''))
    }),
    { numRuns: 100 },
  )
})

test('guards are of CSV', () => {
  const kind = source({ files: '*', format: 'ndjson', deletion: append(), strips_guards: true })
  const model = defineModel({ name: 'ods.any', doc: 'Rows for a test.', kind, columns: { id: text('Which.') } })
  expect(sourceProblems(model as SourceModel)).toEqual(['strips_guards is for csv, and the files are ndjson'])
})
