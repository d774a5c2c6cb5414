import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { append, numeric, text } from '../../../engine/project/contract.ts'
import { textEncoding } from '../../../engine/load/scan/text_encoding.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
  const columns = {
    id: text('Number.'),
    phone: text('Phone.', { personal: true }),
    amount: numeric('Amount.'),
    note: text('Note.', { from: 'Note' }),
  }
  const key = { key: ['id'], deletion: append(), max_rejected_rate: 1 } as const
  await bench.declare('plain', columns, { files: 'plain*', ...key })
  await bench.declare('chinese', columns, { files: 'chinese*', encoding: 'gb18030', ...key })
  await bench.declare('lines', columns, { files: 'lines*', format: 'ndjson', ...key })
})
afterAll(() => bench.close())

const phone = '13912345678'
const header = 'id,phone,amount,Note'
const row = `a1,${phone},1.00,`
const csv = `${header}\n${row}\n`

/** The message and the hint of a refusal, in which no value of a row may stand. */
async function refusalOf(name: string, content: string | Buffer): Promise<string> {
  const outcome = await bench.load(name, content)
  expect(outcome.state).toBe('refused')
  const said = `${outcome.error!.message} ${(outcome.error as { hint?: string }).hint}`
  expect(said).not.toMatch(/139|a1|王/)
  return outcome.error!.message
}

const utf16le = (content: string) => Buffer.from(content, 'utf16le')
const utf16be = (content: string) => utf16le(content).swap16()
const utf32le = (content: string) => Buffer.from(Uint32Array.from([...content], (character) => character.codePointAt(0)!).buffer)
const latin1 = (content: string) => Buffer.from(content, 'latin1')
const xlsx = Buffer.concat([latin1('PK\x03\x04\x14\x00\x06\x00'), Buffer.from('[Content_Types].xml <Types/>')])
const tar = Buffer.alloc(1024)
tar.write('plain.csv')
tar.write('ustar', 257)

test.each<[string, string | Buffer, string]>([
  ['UTF-16 with its mark', utf16le(`\ufeff${csv}`), 'the file is UTF-16'],
  ['big-endian UTF-16', utf16be(`\ufeff${csv}`), 'the file is UTF-16'],
  ['UTF-16 without a mark', utf16le(csv), 'the file is UTF-16'],
  ['big-endian UTF-16 without a mark', utf16be(csv), 'the file is UTF-16'],
  ['Chinese UTF-16 without a mark', utf16le('订单号,手机号,金额,备注\n一,王,小,明\n'), 'the file is UTF-16'],
  ['UTF-32', Buffer.concat([latin1('\xff\xfe\x00\x00'), Buffer.alloc(40)]), 'the file is UTF-32'],
  ['UTF-32 without a mark', utf32le(csv), 'the file is UTF-32'],
  ['big-endian UTF-32 without a mark', utf32le(csv).swap32(), 'the file is UTF-32'],
  ['Chinese UTF-32 without a mark', utf32le('订单号,手机号,金额\n一,王,小\n'), 'the file is UTF-32'],
  ['zip', latin1(`PK\x03\x04\x14\x00plain.csv${csv}`), 'the file is a zip archive'],
  ['an empty zip', latin1(`PK\x05\x06${'\x00'.repeat(18)}`), 'the file is a zip archive'],
  ['xlsx', xlsx, 'the file is an Excel workbook (.xlsx)'],
  ['zip in gzip', gzipSync(xlsx), 'the file is an Excel workbook (.xlsx)'],
  ['xls', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook'), 'the file is an Excel workbook (.xls) or another Office document'],
  ['gzip in gzip', gzipSync(gzipSync(csv)), 'the file is a gzip file inside a gzip file'],
  ['bzip2', latin1('BZh91AY&SY'), 'the file is a bzip2 file'],
  ['xz', latin1('\xfd7zXZ\x00\x00'), 'the file is an xz file'],
  ['Zstandard', latin1('\x28\xb5\x2f\xfd\x04'), 'the file is a Zstandard file'],
  ['7-Zip', latin1("7z\xbc\xaf'\x1c\x00"), 'the file is a 7-Zip archive'],
  ['RAR', latin1('Rar!\x1a\x07\x01'), 'the file is a RAR archive'],
  ['tar', tar, 'the file is a tar archive'],
  ['PDF', '%PDF-1.7\n', 'the file is a PDF document'],
  ['Parquet', latin1('PAR1\x15\x04'), 'the file is a Parquet file'],
  ['SQLite', latin1('SQLite format 3\x00'), 'the file is a SQLite database'],
  ['HTML', '\ufeff <!DOCTYPE html><html><body>Log in</body></html>', 'the file is an HTML or XML document'],
  ['a table of HTML named .xls', '<html><table><tr><td>139</td></tr></table></html>', 'the file is an HTML or XML document'],
  ['a table of HTML alone', '<table><tr><td>139</td></tr></table>', 'the file is an HTML or XML document'],
  ['HTML behind a comment', '\n<!-- 139 --><html></html>', 'the file is an HTML or XML document'],
  ['JSON', `[{"id": "a1", "phone": "${phone}"}]`, 'the file is JSON'],
  ['LF CR line ends', csv.replaceAll('\n', '\n\r'), 'its lines end in LF CR'],
  ['CR line ends', csv.replaceAll('\n', '\r'), 'its lines end in CR alone'],
  ['CR line ends, quoted', `"id","phone","amount","Note"\r"a1","${phone}","1","x\ny"\r`, 'its lines end in CR alone'],
  ['CR CR LF line ends', csv.replaceAll('\n', '\r\r\n'), 'its lines end in CR CR LF'],
])('%s is named, and nothing of it is shown', async (name, content, message) => {
  for (const source of ['plain', 'chinese', 'lines']) {
    if (source === 'lines' && (name.endsWith('quoted') || name === 'JSON')) continue
    expect(await refusalOf(`${source}_${name}.csv`, content)).toBe(message)
  }
})

test('a CR within quotes is no line end, and one within a row is named', async () => {
  const outcome = await bench.load('plain_cr.csv', `id,phone,amount,"Note"\nc1,,1,"x\ry"\r\nc2,,1,size 12"\rc3,,1,\nc4,,1,\r\n`)
  expect(outcome).toMatchObject({ rows_accepted: 2, rows_rejected: 1 })
  expect((await bench.rejected(outcome.batch_id)).map(({ reasons }) => reasons)).toEqual([
    ['7 fields, but the header has 4: it holds a CR without an LF, which may be a line end'],
  ])
})

// 张三, 李四, 欧阳 as GBK.
const gbk = [Buffer.from('d5c5c8fd', 'hex'), Buffer.from('c0eecbc4', 'hex'), Buffer.from('c5b7d1f4', 'hex')]
const gbkRows = Buffer.concat([Buffer.from(`${header}\n`), ...gbk.flatMap((name) => [Buffer.from(row), name, Buffer.from('\n')])])
const utf8Message = `the file is UTF-8, but the contract declares encoding: 'gb18030'`
const gbkMessage = `the file looks like GB18030 (GBK), but the contract declares encoding: 'utf8'`

test('UTF-8 in a source of GB18030 and GBK in one of UTF-8 are refused by name', async () => {
  // An even run of Han has twelve bytes: they would be read as six other characters.
  for (const name of ['张三', '王', '欧阳修', '𠮷野', 'é王'])
    expect(await refusalOf('chinese_even.csv', `${header}\n${row}\nb1,,1.00,${name}\n`)).toBe(utf8Message)
  expect(await refusalOf('chinese_mark.csv', `\ufeff${csv}`)).toBe(utf8Message)
  expect(await refusalOf('chinese_head.csv', '编号,电话,金额,备注\n1,2,3,4\n')).toBe(utf8Message)
  expect(await refusalOf('chinese_late.csv', `${header}\n${row}\n${'b,,1.00,x\n'.repeat(300_000)}c,,1.00,王五\n`)).toBe(utf8Message)
  expect(
    await refusalOf(
      'chinese_damaged.csv',
      Buffer.concat([Buffer.from(`${header}\n${'a,,1,张三丰\n'.repeat(20)}`), latin1('b,,1,\xe5\xbc\n')]),
    ),
  ).toBe(utf8Message)
  expect(await refusalOf('chinese.csv.gz', gzipSync(`${csv}b,,1,张三\n`))).toBe(utf8Message)
  expect(await refusalOf('plain_gbk.csv', gbkRows)).toBe(gbkMessage)
  expect(await refusalOf('plain_late.csv', Buffer.concat([Buffer.from(`${header}\n${'b,,1.00,x\n'.repeat(300_000)}`), gbkRows]))).toBe(
    gbkMessage,
  )
  expect(await refusalOf('lines_gbk.ndjson', Buffer.concat([Buffer.from('{"id":"1","Note":"'), gbk[0]!, Buffer.from('"}\n')]))).toBe(
    gbkMessage,
  )
})

test('text in the declared encoding loads, also where a few bytes would fit another', async () => {
  expect(await bench.load('chinese_right.csv', gbkRows)).toMatchObject({ state: 'loaded', rows_rejected: 2 })
  // 小 in GBK is also a character of UTF-8.
  await bench.load('chinese_one.csv', Buffer.concat([Buffer.from(`${header}\nx1,,1,`), Buffer.from('d0a1', 'hex'), Buffer.from('\n')]))
  expect(await bench.open('chinese', 'id, note')).toContainEqual({ id: 'x1', note: '小' })
  const mixed = Buffer.concat([Buffer.from(`${header}\nm1,,1,王小明\nm2,,1,`), gbk[0]!, Buffer.from('\nm3,,1,Zoë\n')])
  expect(await bench.load('plain_mixed.csv', mixed)).toMatchObject({ state: 'loaded', rows_accepted: 2, rows_rejected: 1 })
  expect(textEncoding(Buffer.from('José Müller, Zoë', 'latin1'), true)).toBe('other')
  expect(textEncoding(Buffer.from('Zoë, José'), true)).toBe('other')
  expect(textEncoding(Buffer.from('Müller, Zoë, José, Ünal, niño'), true)).toBe('utf8')
  expect(textEncoding(Buffer.from('plain'), true)).toBe('ascii')
  // Привет, привет in Windows-1251, and （北京） in GBK.
  expect(textEncoding(Buffer.from('cff0e8e2e5f22c20eff0e8e2e5f2', 'hex'), true)).toBe('other')
  expect(textEncoding(Buffer.from('a3a8b1b1bea9a3a9', 'hex'), true)).toBe('gb18030')
})

test('a first line that is no header is not shown, nor is a name that looks like a value', async () => {
  const named = '"id", "phone", "amount" or "Note"'
  expect(await refusalOf('plain_rows.csv', `${row}\n${row}\n`)).toBe(`the first line is not the header: none of its 4 names is ${named}`)
  expect(await refusalOf('plain_title.csv', `会员 王小明\n${csv}`)).toBe(`the first line is not the header: its only name is not ${named}`)
  expect(await refusalOf('lines_none.ndjson', `{"王": "${phone}"}\n`)).toBe(
    `no line has a declared property: its only name is not ${named}`,
  )
  for (const value of [phone, '139-1234-5678', '139 1234 5678', '1990-05-31', 'x@y.cn'])
    expect(await refusalOf('plain_part.csv', `ID,Phone,amount,${value},王\n`)).toBe(
      'the file lacks "id", "phone", "Note"; it has "ID", "Phone", "amount", 2 names that are not shown, because they look like values',
    )
  expect(await refusalOf('plain_months.csv', `id,phone,amount_2026_06\n`)).toBe(
    'the file lacks "amount", "Note"; it has "id", "phone", "amount_2026_06"',
  )
})
