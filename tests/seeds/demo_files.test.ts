import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openFiles } from '../../seeds/demo/files/write_files.ts'
import type { FileShape } from '../../seeds/demo/files/file_shape.ts'

const folder = mkdtempSync(join(tmpdir(), 'memberhouse-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const command = join(import.meta.dirname, '../../scripts/memberhouse.mjs')
const generate = (name: string, ...options: string[]) => ['generate', '--out', join(folder, name), '--until', '2024-05-31', ...options]
const listed = (name: string) =>
  readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, name).length + 1))
    .sort()
const hashed = (name: string) =>
  Object.fromEntries(
    listed(name).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, name, file)))
        .digest('hex'),
    ]),
  )

test('the same options give the same bytes in any time zone and locale; another seed gives others', () => {
  const run = (name: string, env: NodeJS.ProcessEnv, ...options: string[]) =>
    execFileSync(process.execPath, [command, ...generate(name, '--persons', '120', ...options)], { env: { ...process.env, ...env } })
  run('one', { TZ: 'America/New_York', LC_ALL: 'C', LANG: 'C' })
  run('same', { TZ: 'Asia/Shanghai', LC_ALL: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' })
  run('other', {}, '--seed', '2')
  expect(hashed('same')).toEqual(hashed('one'))
  const [one, other] = [hashed('one'), hashed('other')]
  expect(Object.keys(one).length).toBeGreaterThan(100)
  expect(Object.entries(one).filter(([file, hash]) => file.startsWith('truth/') && other[file] === hash)).toEqual([])
})

test('generate refuses a folder that is not empty, and leaves it unchanged', () => {
  const before = hashed('one')
  const { status, stderr } = spawnSync(process.execPath, [command, ...generate('one')], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([2, expect.stringContaining('generate writes only to a new or empty folder')])
  expect(hashed('one')).toEqual(before)
})

test.each([
  ['--persons', '0', 'expected a number from 1 to 10000000'],
  ['--persons', 'many', "expected a number, got 'many'"],
  ['--until', '2025-02-30', 'expected a date from 2024-03-01'],
  ['--until', '2023-12-31', 'expected a date from 2024-03-01'],
  ['--seed', '-1', "expected a number, got '-1'"],
])('generate refuses %s %s with the expected values, and writes nothing', (option, value, expected) => {
  const args = generate('refused').filter((argument) => argument !== '--until' && argument !== '2024-05-31')
  const { status, stderr } = spawnSync(process.execPath, [command, ...args, `${option}=${value}`], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([2, expect.stringContaining(expected)])
  expect(readdirSync(folder)).not.toContain('refused')
})

// Day 100 is 2024-04-10: the history ends on 2024-04-03.
const shape: FileShape = { source: 'thing', columns: ['id', 'state'], late: { months_before: 1, days_before: 5 } }
const text = (name: string, file: string) => readFileSync(join(folder, name, file), 'utf8')

test('a file contains only the last state of a key; a late file omits states older than those in earlier files', () => {
  const files = openFiles(join(folder, 'states'), 100)
  files.writeStates(shape, [
    [40, ['a', 1]],
    [45, ['a', 2]],
    [50, ['a', 3]],
    [96, ['a', 4]],
    [101, ['a', 5]],
  ])
  files.writeStates(shape, [
    [70, ['b', 1]],
    [93, ['b', 2]],
  ])
  files.writeStates(shape, [
    [-500, ['c', 'comma, "quote"']],
    [80, ['c', null]],
    [97, ['c', 2]],
  ])
  files.close()
  expect(listed('states')).toEqual([
    '2024-04-03/thing_2024-01.csv',
    '2024-04-03/thing_2024-02.csv',
    '2024-04-03/thing_2024-04.csv',
    '2024-04-05/thing_2024-03.csv',
    '2024-04-06/thing_2024-04-06.csv',
    '2024-04-07/thing_2024-04-07.csv',
  ])
  expect(text('states', '2024-04-03/thing_2024-02.csv')).toBe('id,state\na,3\n')
  expect(text('states', '2024-04-03/thing_2024-01.csv')).toBe('id,state\nc,"comma, ""quote"""\n')
  expect(text('states', '2024-04-03/thing_2024-04.csv')).toBe('id,state\nb,2\n')
  expect(text('states', '2024-04-05/thing_2024-03.csv')).toBe('id,state\nc,\n')
  expect(text('states', '2024-04-06/thing_2024-04-06.csv')).toBe('id,state\na,4\n')
})
