import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'memberhouse-dedupe-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (file: string, text: string | Buffer) => writeFileSync(join(folder, file), text)

const dedupe = (...args: string[]) => {
  const command = [join(root, 'scripts/memberhouse.mjs'), 'identity', 'dedupe', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

cpSync(join(root, 'tests/fixtures/people/fake_1000.csv'), join(folder, 'people.csv'))
write('two.csv', 'id,name,dob\n1,Anna Berg,1990-01-01\n2,Bob Lind,1980-02-02\n')

test('clusters and pairs are written beside the file, and measured against the truth', () => {
  const { code, out, err } = dedupe('people.csv', '--id', 'unique_id', '--truth', 'cluster')
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).toMatch(/first_name +given_name/)
  const [best, half] = /Pairs, best F1 (\S+) at p ≥ \S+; at p ≥ 0.5 F1 (\S+)/.exec(out)!.slice(1).map(Number)
  expect(best).toBeGreaterThan(0.98)
  expect(half).toBeGreaterThan(0.97)
  const clusters = readFileSync(join(folder, 'people.clusters.csv'), 'utf8').trim().split('\n')
  expect(clusters[0]).toBe('unique_id,cluster')
  expect(clusters).toHaveLength(1001)
  const pairs = readFileSync(join(folder, 'people.pairs.csv'), 'utf8').trim().split('\n')
  expect(pairs[0]).toBe('left,right,probability')
  expect(pairs[1]).toMatch(/^\d+,\d+,[01]\.\d{6}$/)
})

test('a file too small to learn from is reported', () => {
  expect(dedupe('two.csv', '--id', 'id').out).toContain('These are few matches to learn from')
  expect(dedupe('people.csv', '--id', 'unique_id').out).not.toContain('These are few matches to learn from')
})

test('the truth is used only for the score', () => {
  dedupe('people.csv', '--id', 'unique_id', '--truth', 'cluster', '--out', 'with')
  write('rules.json', JSON.stringify({ columns: { first_name: 'name', surname: 'name', dob: 'date', city: 'city', email: 'email' } }))
  expect(dedupe('people.csv', '--id', 'unique_id', '--rules', 'rules.json', '--out', 'without').code).toBe(0)
  for (const file of ['people.clusters.csv', 'people.pairs.csv'])
    expect(readFileSync(join(folder, 'without', file), 'utf8')).toBe(readFileSync(join(folder, 'with', file), 'utf8'))
})

// The problem, the arguments, the error and the hint.
describe.each([
  ['no such file', ['nope.csv', '--id', 'id'], /file not found: nope\.csv/, /Give the path/],
  ['a folder', ['.', '--id', 'id'], /\. is not a file/, /Give the path/],
  ['an empty file', ['empty.csv', '--id', 'id'], /empty\.csv is empty/, /header/],
  ['no records', ['header.csv', '--id', 'id'], /has no records/, /at least one line/],
  ['no such id column', ['two.csv', '--id', 'uid'], /--id: two\.csv has no column 'uid'/, /Its columns are: id, name, dob/],
  ['an id twice', ['twice.csv', '--id', 'id'], /records 1 and 3 both have id '7'/, /a unique id/],
  ['a record without id', ['lacking.csv', '--id', 'id'], /record 2 has no id/, /a unique id/],
  ['no such truth column', ['two.csv', '--id', 'id', '--truth', 'who'], /--truth: two\.csv has no column 'who'/, /Its columns are/],
  ['two columns of one name', ['same.csv', '--id', 'id'], /two columns 'name'/, /a unique name/],
  ['a line too long', ['ragged.csv', '--id', 'id'], /not a valid CSV file: .*line 2/, /Fix/],
  ['another encoding', ['gb.csv', '--id', 'id'], /not in UTF-8/, /iconv/],
  ['rules for no column', ['two.csv', '--id', 'id', '--rules', 'column.json'], /no column 'nam'/, /columns are: id, name, dob/],
  [
    'rules of no type',
    ['two.csv', '--id', 'id', '--rules', 'type.json'],
    /columns\.name: 'nick' is not a column type/,
    /Types are: name, given_name/,
  ],
  ['rules of no country', ['two.csv', '--id', 'id', '--rules', 'region.json'], /'XX' is not a country code/, /./],
  ['rules that compare the id', ['two.csv', '--id', 'id', '--rules', 'id.json'], /'id' is the column of --id/, /Remove it/],
  ['rules that are no JSON', ['two.csv', '--id', 'id', '--rules', 'two.csv'], /not valid JSON/, /Expected, for example/],
  ['no such rules', ['two.csv', '--id', 'id', '--rules', 'nope.json'], /nope\.json cannot be read/, /Expected, for example/],
  ['nothing to compare', ['ids.csv', '--id', 'id'], /no column to compare/, /--rules/],
  ['a folder that is a file', ['two.csv', '--id', 'id', '--out', 'ids.csv'], /cannot write to ids\.csv/, /--out/],
] as [string, string[], RegExp, RegExp][])('%s', (_, args, error, hint) => {
  write('empty.csv', '')
  write('header.csv', 'id,name\n')
  write('twice.csv', 'id,name\n7,Anna\n8,Bob\n7,Cy\n')
  write('lacking.csv', 'id,name\n7,Anna\n,Bob\n')
  write('same.csv', 'id,name,name\n1,a,b\n')
  write('ragged.csv', 'id,name\n1,a,b\n')
  write('gb.csv', Buffer.from([...Buffer.from('id,name\n1,'), 0xd5, 0xc5, 0xc8, 0xfd, 10]))
  write('ids.csv', 'id\n1\n2\n')
  write('column.json', '{"columns":{"nam":"name"}}')
  write('type.json', '{"columns":{"name":"nick"}}')
  write('region.json', '{"columns":{"name":"name"},"region":"XX"}')
  write('id.json', '{"columns":{"id":"text"}}')

  test('is reported with a hint, and nothing is written', () => {
    const before = readdirSync(folder)
    const { code, out, err } = dedupe(...args)
    expect(err).toMatch(error)
    expect(err).toMatch(hint)
    expect(out + err).not.toMatch(/Unexpected error| {4}at /)
    expect(code).toBe(2)
    expect(readdirSync(folder)).toEqual(before)
  })
})
