import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { compileProject } from '../../../engine/project/compile_project.ts'

let folder: string
const cacheFile = () => join(folder, '.memberhouse', 'compiled')
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}
const columnDocs = async () => (await compileProject(folder)).nodes.map(({ columns }) => columns[0]?.doc)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memberhouse-project-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  write('models/dwd/day.sql', "select date '2026-01-01' as day\n")
  write('shared/docs.ts', "export const dayDoc = 'A day.'\n")
  write(
    'models/dwd/day.ts',
    `import { date, defineModel, full } from 'memberhouse'
import { dayDoc } from '../../shared/docs.ts'
export default defineModel({ name: 'dwd.day', doc: 'Days.', kind: full(), grain: ['day'], columns: { day: date(dayDoc) } })
`,
  )
})

test('the compiled project is cached until a file changes', async () => {
  const made = await compileProject(folder)
  const { mtimeMs } = statSync(cacheFile())
  expect(await compileProject(folder)).toEqual(made)
  expect(statSync(cacheFile()).mtimeMs).toBe(mtimeMs)
})

test('a changed select is compiled again, even with the same size and time', async () => {
  const select = join(folder, 'models/dwd/day.sql')
  const [before] = (await compileProject(folder)).nodes
  const { atime, mtime } = statSync(select)
  writeFileSync(select, readFileSync(select, 'utf8').replace('2026', '2027'))
  utimesSync(select, atime, mtime)
  const [after] = (await compileProject(folder)).nodes
  expect(after!.select).toContain('2027-01-01')
  expect(after!.code_hash).not.toBe(before!.code_hash)
})

test('a change of any file that a contract imports is noticed', async () => {
  expect(await columnDocs()).toEqual(['A day.'])
  write('shared/docs.ts', "export const dayDoc = 'A calendar day.'\n")
  expect(await columnDocs()).toEqual(['A calendar day.'])
})

test('a contract takes columns of another one, with their docs; a column that it lacks is reported with file and line', async () => {
  write('models/dws/week.sql', 'select day, 1 as week from dwd.day\n')
  const week = (columns: string) =>
    write(
      'models/dws/week.ts',
      `import { defineModel, full, integer } from 'memberhouse'
import source from '../dwd/day.ts'
const { day, ...others } = source.columns
export default defineModel({
  name: 'dws.week', doc: 'Weeks.', kind: full(), grain: ['day'],
  columns: { ...others, day, week: integer('Week.'),
    ${columns}
  },
})
`,
    )
  week('')
  const { nodes } = await compileProject(folder)
  expect(nodes.map(({ name, columns }) => [name, columns.map(({ name, doc }) => `${name}: ${doc}`)])).toEqual([
    ['dwd.day', ['day: A day.']],
    ['dws.week', ['day: A day.', 'week: Week.']],
  ])
  week('month: source.columns.month')
  await expect(compileProject(folder)).rejects.toThrow(
    "models/dws/week.ts:7  column 'month' is undefined: the contract that it is taken from has no such column",
  )
})

test('added and deleted files are noticed', async () => {
  await compileProject(folder)
  write('models/dwd/other.sql', 'select day from dwd.day\n')
  await expect(compileProject(folder).then(({ nodes }) => nodes.length)).resolves.toBe(1)
  write('models/dwd/other.ts', readFileSync(join(folder, 'models/dwd/day.ts'), 'utf8').replace('dwd.day', 'dwd.other'))
  expect((await compileProject(folder)).nodes.map(({ name }) => name)).toEqual(['dwd.day', 'dwd.other'])
  rmSync(join(folder, 'models/dwd/other.ts'))
  expect((await compileProject(folder)).nodes.map(({ name }) => name)).toEqual(['dwd.day'])
})

test('a change behind a symbolic link is noticed', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'memberhouse-linked-'))
  onTestFinished(() => rmSync(elsewhere, { recursive: true }))
  renameSync(join(folder, 'models/dwd/day.sql'), join(elsewhere, 'day.sql'))
  symlinkSync(join(elsewhere, 'day.sql'), join(folder, 'models/dwd/day.sql'))
  await compileProject(folder)
  writeFileSync(join(elsewhere, 'day.sql'), "select date '2030-01-01' as day\n")
  expect((await compileProject(folder)).nodes[0]!.select).toContain('2030')
})

test('a contract that imports a file outside the project is an error', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'memberhouse-elsewhere-'))
  onTestFinished(() => rmSync(elsewhere, { recursive: true }))
  writeFileSync(join(elsewhere, 'docs.ts'), "export const dayDoc = 'A day.'\n")
  write('shared/docs.ts', `export { dayDoc } from '${join(elsewhere, 'docs.ts')}'\n`)
  await expect(compileProject(folder)).rejects.toThrow(`A contract imports ${join(elsewhere, 'docs.ts')}, which is outside the project`)
})

test('a problem is reported each time and not cached', async () => {
  write('models/dwd/day.sql', 'select day from nowhere\n')
  for (const _ of [1, 2]) await expect(compileProject(folder)).rejects.toThrow('this select has no CTE "nowhere"')
  write('models/dwd/day.sql', "select date '2026-01-01' as day\n")
  expect(await columnDocs()).toEqual(['A day.'])
})

test('an unreadable cache file is replaced', async () => {
  const made = await compileProject(folder)
  writeFileSync(cacheFile(), 'half a fi')
  expect(await compileProject(folder)).toEqual(made)
})
