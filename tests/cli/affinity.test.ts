import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'memberhouse-affinity-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (file: string, text: string | Buffer) => writeFileSync(join(folder, file), text)

const affinity = (...args: string[]) => {
  const command = [join(root, 'scripts/memberhouse.mjs'), 'affinity', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}
type Found = { basket_count: number; item_count: number; skipped_row_count: number; rule_count: number; rules: { follow: string }[] }
const found = (...args: string[]): Found => {
  const { code, out, err } = affinity(...args, '--json')
  expect(err).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out) as Found
}

const shop = 'bread,milk\nbread,diapers,beer,eggs\nmilk,diapers,beer,cola\nbread,milk,diapers,beer\nbread,milk,diapers,cola\n'

test('one basket per line: a table of rules', () => {
  write('shop.csv', shop)
  const { code, out, err } = affinity('shop.csv', '--support', '0.6', '--confidence', '0.75')
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).toMatch(/^5 baskets, 6 items\n/)
  expect(out).toMatch(/^lead +follow +baskets +support +confidence +lift +p +FDR$/m)
  expect(out).toMatch(/^beer +diapers +3 +0\.6000 +1\.0000 +1\.25 +0\.4000 /m)
  expect(out).toMatch(/\n8 rules\n$/)
})

test('one row per basket and item, in any order, gives the same rules', () => {
  write('shop.csv', shop)
  const lines = shop.trim().split('\n')
  const rows = lines.flatMap((line, basket) => line.split(',').map((item) => `x,${item},${basket}`))
  write('rows.csv', `note,product,order\n${rows.toReversed().join('\n')}\n${rows[0]}\nx,,7\nx,milk,\n`)
  const byRow = found('rows.csv', '--basket', 'order', '--item', 'product', '--support', '0.4')
  expect(byRow).toEqual({ ...found('shop.csv', '--support', '0.4'), skipped_row_count: 2 })
  expect(byRow.rule_count).toBeGreaterThan(10)
})

test('quotes, commas, Chinese, a byte order mark, Windows line ends, empty lines and stray quotes', () => {
  write('odd.csv', '\ufeff豆浆,"bun, filled",6" tube\r\n\r\n"豆浆" , "bun, filled" ,豆浆\r\n茶,"say ""hi"""\r\n,,\r\n')
  const { basket_count, item_count, rules } = found('odd.csv')
  expect([basket_count, item_count]).toEqual([3, 5])
  expect(rules).toMatchObject([
    { lead: ['bun, filled'], follow: '豆浆', basket_count: 2 },
    { lead: ['豆浆'], follow: 'bun, filled', basket_count: 2 },
  ])
})

test('the least support, count, confidence and the most items and false discoveries limit the rules', () => {
  const lines = Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? 'a,b,c' : n % 3 === 1 ? 'c,d' : `d,e${n}`))
  write('many.csv', lines.join('\n'))
  // Of a, b and c each of a and b leads to the others, and so does each pair.
  expect(found('many.csv', '--confidence', '1').rule_count).toBe(7)
  expect(found('many.csv', '--confidence', '1', '--max-items', '2').rule_count).toBe(4)
  expect(found('many.csv', '--support', '0.34').rule_count).toBe(0)
  expect(found('many.csv', '--min-count', '21').rule_count).toBe(0)
  const certain = found('many.csv', '--confidence', '0.1', '--max-fdr', '0.001').rules
  expect(certain.length).toBeGreaterThan(4)
  expect(certain.length).toBeLessThan(found('many.csv', '--confidence', '0.1').rule_count)
})

test('one item in every basket is no rule, and a file with rules about nothing says so', () => {
  write('same.csv', 'a\na\na\n')
  expect(affinity('same.csv').out).toMatch(/^3 baskets, 1 items?\n.*\n0 rules\n$/)
  write('with.csv', 'a,b\na,b\na,c\na,c\n')
  expect(found('with.csv', '--confidence', '1').rules).toMatchObject([
    { follow: 'a', lift: 1, p_value: 1, false_discovery_rate: 1 },
    { follow: 'a', lift: 1, p_value: 1 },
  ])
})

// The problem, the arguments, the error and the hint.
describe.each([
  ['no such file', ['nope.csv'], /file not found: nope\.csv/, /CSV file of baskets/],
  ['a folder', ['.'], /\. is not a file/, /CSV file of baskets/],
  ['an empty file', ['empty.csv'], /empty\.csv is empty/, /one basket per line/],
  ['a header alone', ['header.csv', '--basket', 'b', '--item', 'i'], /no basket/, /one basket per line/],
  ['one basket', ['one.csv'], /only one basket/, /one row per basket and item, with --basket and --item/],
  ['no such basket column', ['by_row.csv', '--basket', 'x', '--item', 'i'], /--basket: by_row\.csv has no column 'x'/, /columns are: b, i/],
  ['no such item column', ['by_row.csv', '--basket', 'b', '--item', 'x'], /--item: by_row\.csv has no column 'x'/, /columns are: b, i/],
  ['one column alone', ['by_row.csv', '--item', 'i'], /--basket is missing/, /one basket per line/],
  ['two columns of one name', ['twice.csv', '--basket', 'b', '--item', 'i'], /two columns 'i'/, /a unique name/],
  ['a row too long', ['long.csv', '--basket', 'b', '--item', 'i'], /not a valid CSV file: .*line 2/, /Fix that line/],
  ['another encoding', ['gb.csv'], /gb\.csv is not in UTF-8/, /iconv .* > gb_utf8\.csv/],
  ['a support of nothing', ['by_row.csv', '--support', '0'], /--support: expected a share above 0 and at most 1, got '0'/, /./],
  ['a support in per cent', ['by_row.csv', '--support', '5%'], /--support: expected a share/, /./],
  ['a confidence above 1', ['by_row.csv', '--confidence', '1.5'], /--confidence: expected a share/, /./],
  ['a negative count', ['by_row.csv', '--min-count=-1'], /--min-count: expected a number/, /./],
  ['rules of one item', ['by_row.csv', '--max-items', '1'], /--max-items: expected 2 or more/, /./],
] as [string, string[], RegExp, RegExp][])('%s', (_, args, error, hint) => {
  write('empty.csv', '')
  write('header.csv', 'b,i\n')
  write('one.csv', 'a,b,c\n')
  write('by_row.csv', 'b,i\n1,a\n2,b\n')
  write('twice.csv', 'b,i,i\n1,a,b\n')
  write('long.csv', 'b,i\n1,a,b\n')
  write('gb.csv', Buffer.from([0xd5, 0xc5, 0xc8, 0xfd, 10]))

  test('is reported with a hint', () => {
    const { code, out, err } = affinity(...args)
    expect(err).toMatch(error)
    expect(err).toMatch(hint)
    expect(out + err).not.toMatch(/Unexpected error| {4}at /)
    expect(code).toBe(2)
  })
})

test('more sets than memory holds are refused', () => {
  const line = Array.from({ length: 40 }, (_, n) => `item ${n}`).join(',')
  write('dense.csv', `${line}\n${line}\n`)
  const { code, err } = affinity('dense.csv', '--max-items', '40')
  expect(err).toMatch(/More than 1,000,000 sets of items are frequent\nRaise --support/)
  expect(code).toBe(1)
})
