import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { append, integer, replacesFile, text, wholeFile } from '../../../engine/project/contract.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
})
afterAll(() => bench.close())

const columns = { sku: text('Which.'), price: integer('Price.') }
/** The rows `from` to `to` of a list, all with this price. */
const list = (from: number, to: number, price = 1) =>
  `sku,price\n${Array.from({ length: to - from + 1 }, (_, place) => `S${String(from + place).padStart(3, '0')},${price}\n`).join('')}`
const declare = (name: string, deletion = wholeFile()) => bench.declare(name, columns, { files: `${name}*`, key: ['sku'], deletion })
const count = async (name: string) => (await bench.open(name, 'sku')).length

/** Writes files into a folder of their own and returns it. */
async function folderOf(name: string, files: Record<string, string | Buffer>): Promise<string> {
  const folder = join(bench.folder, `of_${name}`)
  await mkdir(folder, { recursive: true })
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content)
  return folder
}
const batches = async (name: string) =>
  (
    await bench.database.query(
      `select file_name, state, rows_read, rows_accepted, rows_unchanged, rows_deleted from meta.batch where source = $1 order by batch_id`,
      [`ods.${name}`],
    )
  ).rows.map((row) => Object.values(row).join(' '))

test('a file that lacks more rows than max_closed_rate allows is refused and recorded, and loads when that is accepted', async () => {
  await declare('cut')
  await bench.load('cut_1.csv', list(1, 100))
  const refused = await bench.load('cut_2.csv', list(1, 3))
  expect(refused).toMatchObject({ state: 'refused', rows_deleted: 0 })
  expect(refused.error?.message).toBe('it lacks 97 of the 100 rows of ods.cut and would delete them; max_closed_rate allows 20')
  expect(await count('cut')).toBe(100)
  const { rows } = await bench.database.query('select state, error from meta.batch where batch_id = $1', [refused.batch_id])
  expect(rows).toEqual([{ state: 'refused', error: refused.error!.message }])

  expect(await bench.load('cut_3.csv', list(1, 79))).toMatchObject({ state: 'refused' })
  expect(await bench.load('cut_4.csv', list(1, 80))).toMatchObject({ state: 'loaded', rows_deleted: 20 })
  const { outcomes } = await bench.loadPaths([join(bench.folder, 'cut_2.csv')], { closed: true, older: true })
  expect(outcomes).toMatchObject([{ state: 'loaded', rows_unchanged: 3, rows_deleted: 77 }])
})

test('a file in which every key changed is refused, unless it lacks one row', async () => {
  await declare('renamed')
  await bench.load('renamed_1.csv', list(1, 3))
  const refused = await bench.load('renamed_2.csv', list(101, 103))
  expect(refused.error?.message).toBe('it lacks 3 of the 3 rows of ods.renamed and would delete them; max_closed_rate allows 1')
  expect(await bench.load('renamed_3.csv', list(2, 4))).toMatchObject({ state: 'loaded', rows_accepted: 1, rows_deleted: 1 })
})

test('the limit of a file that replaces itself counts its own rows', async () => {
  await declare('part', replacesFile())
  await bench.load('part_1.csv', list(1, 10))
  await bench.load('part_2.csv', list(11, 500))
  const refused = await bench.load('part_1.csv', list(1, 7))
  expect(refused.error?.message).toBe('it lacks 3 of the 10 rows of part_1.csv and would delete them; max_closed_rate allows 2')
  expect(await bench.load('part_1.csv', list(1, 8))).toMatchObject({ state: 'loaded', rows_deleted: 2 })
})

test('a header without rows deletes nothing even where all may be deleted, and is loaded when that is accepted', async () => {
  await bench.declare('bare', columns, { files: 'bare*', key: ['sku'], deletion: wholeFile(), max_closed_rate: 1 })
  await bench.load('bare_1.csv', list(1, 3))
  const refused = await bench.load('bare_2.csv', 'sku,price\n')
  expect(refused.error?.message).toBe('it lacks 3 of the 3 rows of ods.bare and would delete them; it has no other rows')
  const { outcomes } = await bench.loadPaths([join(bench.folder, 'bare_2.csv')], { closed: true, older: false })
  expect(outcomes).toMatchObject([{ state: 'loaded', rows_deleted: 3 }])
})

test('an older file is refused and names the newer one; loading it again reports that it is loaded', async () => {
  await declare('aged')
  await bench.load('aged_2026-06-02.csv', list(1, 10, 2))
  await bench.load('aged_20260603.csv', list(1, 10, 3))
  const older = await bench.load('aged_2026-6-1.csv', list(1, 10, 1))
  expect(older).toMatchObject({ state: 'refused' })
  expect(older.error?.message).toMatch(/^it is older than aged_20260603\.csv, which is loaded \(batch \d+\)$/)
  expect(await bench.load('aged_2026-06-02.csv', list(1, 10, 2))).toMatchObject({ state: 'known' })
  expect(await bench.load('aged_2026-06-02.csv', list(1, 10, 9))).toMatchObject({ state: 'refused' })
  // A correction of the newest file, twice; its first content does not return.
  for (const price of [4, 5])
    expect(await bench.load('aged_20260603.csv', list(1, 10, price))).toMatchObject({ state: 'loaded', rows_accepted: 10 })
  const corrected = await bench.load('aged_20260603.csv', list(1, 10, 3))
  expect(corrected).toMatchObject({ state: 'refused' })
  expect(corrected.error?.message).toMatch(/^it holds what aged_20260603\.csv held before batch \d+ corrected it$/)
  expect(await bench.open('aged', 'distinct price, 0 as source_line')).toEqual([{ price: 5, source_line: 0 }])

  const { outcomes } = await bench.loadPaths([join(bench.folder, 'aged_2026-6-1.csv')], { closed: false, older: true })
  expect(outcomes).toMatchObject([{ state: 'loaded', rows_accepted: 10 }])
  // The state that was chosen is not undone by files that were loaded before.
  expect(await bench.load('aged_20260603.csv', list(1, 10, 3))).toMatchObject({ state: 'known' })
  expect(await bench.load('aged_2026-06-04.csv', list(1, 10, 6))).toMatchObject({ state: 'loaded' })
})

test('a name without a date may hold earlier rows again; a replaced file of one day may not', async () => {
  await declare('plain')
  for (const price of [1, 2, 1])
    expect(await bench.load('plain_list.csv', list(1, 10, price))).toMatchObject({ state: 'loaded', rows_accepted: 10 })
  await declare('day', replacesFile())
  for (const price of [1, 2]) expect(await bench.load('day_2026-06-01.csv', list(1, 10, price))).toMatchObject({ state: 'loaded' })
  expect(await bench.load('day_2026-06-01.csv', list(1, 10, 1))).toMatchObject({ state: 'refused' })
})

test('the same content under a newer name is recorded, so that a file between the two is older, and builds nothing anew', async () => {
  await declare('same')
  const first = await bench.load('same_1.csv', list(1, 10))
  expect(await bench.load('same_3.csv', list(1, 10))).toMatchObject({ state: 'loaded', rows_unchanged: 10 })
  const { rows } = await bench.database.query(`select newest_batch_id from meta.source where source = 'ods.same'`)
  expect(rows).toEqual([{ newest_batch_id: first.batch_id }])
  expect(await bench.load('same_2.csv', list(1, 10, 2))).toMatchObject({ state: 'refused' })
})

test('new files of a folder are applied in the order of their names in one transaction; a refused one does not stop them', async () => {
  await declare('daily')
  const folder = await folderOf('daily', {
    'daily_2026-06-9.csv': list(1, 100, 9),
    'daily_2026-06-10.csv': list(1, 3, 10),
    'daily_2026-06-11.csv': `${list(1, 99, 11)}S100,x\nS101,1\n`,
    'daily_2026-06-12.csv.gz': gzipSync(list(2, 101, 12)).subarray(0, 60),
    '2026-06-13_daily.txt': 'of no source',
  })
  const { outcomes } = await bench.loadPaths([
    join(folder, 'daily_2026-06-12.csv.gz'),
    join(folder, 'daily_2026-06-11.csv'),
    join(folder, 'daily_2026-06-10.csv'),
    join(folder, 'daily_2026-06-9.csv'),
  ])
  expect(outcomes.map(({ state }) => state)).toEqual(['refused', 'loaded', 'refused', 'loaded'])
  expect(await batches('daily')).toEqual([
    'daily_2026-06-9.csv loaded 100 100 0 0',
    'daily_2026-06-10.csv refused 0 0 0 0',
    'daily_2026-06-11.csv loaded 101 100 0 0',
    'daily_2026-06-12.csv refused 0 0 0 0',
  ])
  expect(outcomes[1]).toMatchObject({ rows_rejected: 1 })
  expect(await bench.rejected(outcomes[1]!.batch_id)).toHaveLength(1)
  expect(await bench.open('daily', 'price')).toEqual([{ price: 1 }, { price: 9 }, ...new Array(99).fill({ price: 11 })])
  const { rows } = await bench.database.query(`select count(distinct loaded_at) from meta.batch where source = 'ods.daily'`)
  expect(rows).toEqual([{ count: 1 }])

  // The next day: the new file is loaded, and a correction that comes too late is refused.
  await folderOf('daily', { 'daily_2026-06-10.csv': list(1, 100, 10), 'daily_2026-06-12.csv.gz': gzipSync(list(2, 101, 12)) })
  const next = await bench.loadPaths([folder])
  expect(next.outcomes.map(({ file, state }) => `${file.slice(folder.length + 1)} ${state}`)).toEqual([
    'daily_2026-06-9.csv known',
    'daily_2026-06-10.csv refused',
    'daily_2026-06-11.csv known',
    'daily_2026-06-12.csv.gz loaded',
  ])
})

test('no reader sees a state between the files of a folder', async () => {
  await declare('step')
  await bench.load('step_01.csv', list(1, 10, 0))
  const files = Array.from({ length: 30 }, (_, day) => [`step_${day + 2}.csv`, list(1, 10, day + 1)] as const)
  const folder = await folderOf('step', Object.fromEntries(files))
  const seen = new Set<number>()
  let isLoading = true
  const watch = async () => {
    while (isLoading) for (const { price } of await bench.open('step', 'price')) seen.add(price as number)
  }
  const watched = watch()
  const { outcomes } = await bench.loadPaths([folder])
  isLoading = false
  await watched
  expect(outcomes.every(({ state, rows_accepted }) => state === 'loaded' && rows_accepted === 10)).toBe(true)
  for (const { price } of await bench.open('step', 'price')) seen.add(price as number)
  expect([...seen].sort((one, other) => one - other)).toEqual([0, 30])
})

test('a file that cannot be read fails alone', async () => {
  await declare('lone')
  const folder = await folderOf('lone', { 'lone_1.csv': list(1, 5), 'lone_3.csv': list(1, 5, 3) })
  const { outcomes } = await bench.loadPaths([join(folder, 'lone_1.csv'), join(folder, 'lone_2.csv'), join(folder, 'lone_3.csv')])
  expect(outcomes.map(({ state }) => state)).toEqual(['loaded', 'failed', 'loaded'])
})

test('a file and its .gz hold the same', async () => {
  await bench.declare('zipped', columns, { files: 'zipped*', deletion: append() })
  await bench.load('zipped.csv', list(1, 5))
  expect(await bench.load('zipped.csv.gz', gzipSync(list(1, 5)))).toMatchObject({ state: 'known' })
  expect(await count('zipped')).toBe(5)
})
