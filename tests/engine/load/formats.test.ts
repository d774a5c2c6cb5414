import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { append, boolean, integer, jsonb, numeric, text, tombstone } from '../../../engine/project/contract.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
})
afterAll(() => bench.close())

const columns = { id: text('Number.'), name: text('Name.'), quantity: integer('Pieces.') }

test('UTF-8 with a byte order mark, gzip, another column order and CRLF load the same rows', async () => {
  await bench.declare('plain', columns, { files: 'plain*.csv', key: ['id'], deletion: append() })
  await bench.load('plain_1.csv', '\ufeffid,name,quantity\r\n1,"Zoë, 王",1\r\n')
  await bench.load('plain_2.csv.gz', gzipSync('quantity, name ,id\n2,\\.,2'))
  expect(await bench.open('plain', 'id, name, quantity, source_file')).toEqual([
    { id: '1', name: 'Zoë, 王', quantity: 1, source_file: 'plain_1.csv' },
    { id: '2', name: '\\.', quantity: 2, source_file: 'plain_2.csv' },
  ])
})

test('GB18030 is decoded, and invalid bytes are rejected', async () => {
  await bench.declare(
    'chinese',
    { id: text('编号', { from: '编号' }), name: text('姓名', { from: '姓名' }) },
    { files: 'chinese*.csv', encoding: 'gb18030', key: ['id'], deletion: append(), max_rejected_rate: 0.5 },
  )
  // 编号,姓名 / 1,王小明 / 2,𠀀 (four bytes) / 3,<0xff>
  const bytes = Buffer.from('b1e0bac52cd0d5c3fb0a312ccdf5d0a1c3f70a322c95328236' + '0a332cff0a', 'hex')
  const outcome = await bench.load('chinese.csv', bytes)
  expect(await bench.open('chinese', 'id, name')).toEqual([
    { id: '1', name: '王小明' },
    { id: '2', name: '𠀀' },
  ])
  expect((await bench.rejected(outcome.batch_id)).map(({ source_line, reasons }) => [source_line, reasons])).toEqual([
    [4, ['holds bytes that are not GB18030']],
  ])
})

test('the declared delimiter is used, and an empty field is null, quoted or not', async () => {
  await bench.declare('semicolon', columns, { files: 'semicolon.csv', delimiter: ';', key: ['id'], deletion: append() })
  await bench.load('semicolon.csv', 'id;name;quantity\n1;"";\n2;a,"b";3\n')
  expect(await bench.open('semicolon', 'id, name, quantity')).toEqual([
    { id: '1', name: null, quantity: null },
    { id: '2', name: 'a,"b"', quantity: 3 },
  ])
})

test('a tab can be the delimiter', async () => {
  await bench.declare('tabbed', columns, { files: 'tabbed.csv', delimiter: '\t', key: ['id'], deletion: append() })
  await bench.load('tabbed.csv', 'id\tname\tquantity\n1\t"a\tb"\t3\n')
  expect(await bench.open('tabbed', 'id, name, quantity')).toEqual([{ id: '1', name: 'a\tb', quantity: 3 }])
})

test('an undeclared column is kept in extra and reported', async () => {
  await bench.declare('drifting', columns, { files: 'drifting*.csv', key: ['id'], deletion: append() })
  const outcome = await bench.load('drifting.csv', 'id,colour,name,quantity,extra 2\n1,red,a,1,\n2,,b,2,\n')
  expect(outcome.extra_columns).toEqual(['colour', 'extra 2'])
  expect(await bench.open('drifting', 'id, extra')).toEqual([
    { id: '1', extra: { colour: 'red' } },
    { id: '2', extra: null },
  ])
  const { rows } = await bench.database.query('select extra_columns from meta.batch where batch_id = $1', [outcome.batch_id])
  expect(rows).toEqual([{ extra_columns: ['colour', 'extra 2'] }])
})

test('NDJSON keeps all digits of numbers and nested values as JSON, and rejects lines that are not objects', async () => {
  await bench.declare(
    'event',
    { id: text('Number.'), amount: numeric('Amount.'), tags: text('Tags.'), detail: jsonb('Detail.') },
    { files: 'event*.ndjson', format: 'ndjson', key: ['id'], deletion: append(), max_rejected_rate: 0.9 },
  )
  const outcome = await bench.load(
    'event.ndjson',
    [
      '{"id": 1, "amount": 12345678901234567890.10, "tags": ["a", "b"], "detail": "text", "colour": {"r": 1}}',
      '',
      '{"id": "zwei\\n\\"2\\"", "amount": "", "detail": {"x": 1}}\r',
      '{"id": "3", "amount": "much"}',
      '{"id": "4"',
      '[5]',
      '{"id": "\\u0000"}',
      '{"amount": 7}',
    ].join('\n'),
  )
  expect(outcome).toMatchObject({
    state: 'loaded',
    rows_read: 7,
    rows_accepted: 2,
    rows_rejected: 5,
    blank_lines: 1,
    extra_columns: ['colour'],
  })
  expect(await bench.open('event', 'id, amount::text, tags, detail, extra, source_line')).toEqual([
    { id: '1', amount: '12345678901234567890.10', tags: '["a", "b"]', detail: 'text', extra: { colour: '{"r": 1}' }, source_line: 1 },
    { id: 'zwei\n"2"', amount: null, tags: null, detail: { x: 1 }, extra: null, source_line: 3 },
  ])
  const rejected = await bench.rejected(outcome.batch_id)
  expect(rejected.map(({ source_line }) => source_line)).toEqual([4, 5, 6, 7, 8])
  expect(rejected.map(({ reasons }) => reasons.join())).toEqual([
    "amount: 'much' is not a number",
    'not a JSON object: invalid input syntax for type json',
    'not a JSON object',
    'not a JSON object: unsupported Unicode escape sequence',
    'id: empty, but part of the key',
  ])
})

test('an NDJSON line that holds a key twice is rejected, for one of the values would be lost in silence', async () => {
  const outcome = await bench.load(
    'event_3.ndjson',
    [
      '{"id": "10", "amount": 1, "amount": 2, "detail": 1, "tags": null}',
      '{"id": "11", "\\u0061mount": 1, "detail": 1, "amount": 1}',
      '{"id": "12", "colour": {"id": 1}, "colour": {"id": 2}}',
      '{"id": "13", "amount": 3, "tags": ["id", {"amount": 1}], "detail": {"id": "\\",\\"id\\":\\"", "amount": 4}}',
    ].join('\n'),
  )
  expect(outcome).toMatchObject({ rows_read: 4, rows_accepted: 1, rows_rejected: 3 })
  const rejected = await bench.rejected(outcome.batch_id)
  expect(rejected.map(({ reasons }) => reasons.join())).toEqual([
    'holds the key "amount" more than once',
    'holds the key "amount" more than once',
    'holds the key "colour" more than once',
  ])
})

test('a property that no NDJSON line has is a missing column', async () => {
  const outcome = await bench.load('event_2.ndjson', '{"id": "1", "amount": 1, "detail": 2}\n')
  expect(outcome.error?.message).toContain('the file lacks "tags"')
})

test('an optional column that a file lacks is null, in CSV and NDJSON; the key cannot be optional', async () => {
  const gained = { ...columns, name: text('Name.', { optional: true }), note: numeric('Note.', { optional: true }) }
  await bench.declare('gained', gained, { files: 'gained*.csv', key: ['id'], deletion: append(), max_rejected_rate: 0.9 })
  await bench.load('gained_1.csv', 'id,quantity\n1,1\n')
  await bench.load('gained_2.csv', 'id,quantity,colour\n2,2,red\n3,many,red\n')
  await bench.load('gained_3.csv', 'note,id,quantity,name\n0.5,4,4,Zoë\n,1,1,\n')
  expect(await bench.open('gained', 'id, name, quantity, note::text, extra')).toEqual([
    { id: '1', name: null, quantity: 1, note: null, extra: null },
    { id: '2', name: null, quantity: 2, note: null, extra: { colour: 'red' } },
    { id: '4', name: 'Zoë', quantity: 4, note: '0.5', extra: null },
  ])
  await bench.declare('gained_json', gained, { files: 'gained*.ndjson', format: 'ndjson', key: ['id'], deletion: append() })
  await bench.load('gained_1.ndjson', '{"id": "1", "quantity": 1}\n')
  expect(await bench.open('gained_json', 'id, name, quantity, note')).toEqual([{ id: '1', name: null, quantity: 1, note: null }])

  await bench.declare(
    'keyless',
    { ...columns, id: text('Id.', { optional: true }) },
    { files: 'keyless*.csv', key: ['id'], deletion: append() },
  )
  const outcome = await bench.load('keyless.csv', 'name,quantity\nZoë,1\n')
  expect(outcome.error?.message).toContain('id is part of the key, so a file cannot lack it: it is not optional')
})

test('a source that cannot be loaded as declared reports all problems', async () => {
  await bench.declare(
    'wrong',
    { ...columns, is_gone: boolean('Gone.') },
    { files: 'wrong.csv', delimiter: '::', deletion: tombstone('quantity') },
  )
  const outcome = await bench.load('wrong.csv', 'id\n')
  expect(outcome.error?.message.split('\n')).toEqual([
    'ods.wrong cannot be loaded:',
    '  deletion by tombstone finds rows by their key, but no key is declared',
    '  tombstone quantity is integer, not boolean',
    '  delimiter "::" is not one ASCII character',
  ])
})
