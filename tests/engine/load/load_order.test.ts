import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integer, text, wholeFile } from '../../../engine/project/contract.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
})
afterAll(() => bench.close())

test('files of several sources load in parallel, those of one source in the order of their names', async () => {
  const sources = ['basket', 'price', 'shelf', 'stock']
  const days = Array.from({ length: 12 }, (_, day) => String(day + 1).padStart(2, '0'))
  const folder = join(bench.folder, 'exports')
  await mkdir(folder)
  for (const name of sources) {
    await bench.declare(
      name,
      { id: text('Which.'), day: integer('Day of the file.') },
      { files: `${name}_*.csv`, key: ['id'], deletion: wholeFile(), max_closed_rate: 1 },
    )
    // Those of even days take longer than those that follow them.
    for (const day of days)
      await writeFile(
        join(folder, `${name}_${day}.csv`),
        `id,day\n${Array.from({ length: Number(day) % 2 ? 1 : 3000 }, (_, place) => `${place},${Number(day)}\n`).join('')}`,
      )
  }
  const { outcomes } = await bench.loadPaths([folder])
  const names = sources.flatMap((name) => days.map((day) => `${name}_${day}.csv`))
  expect(outcomes.map(({ file, state }) => [file, state])).toEqual(names.map((name) => [join(folder, name), 'loaded']))
  for (const [place, name] of sources.entries()) {
    const batches = outcomes.slice(place * days.length, (place + 1) * days.length).map(({ batch_id }) => batch_id!)
    expect(batches).toEqual([...batches].sort((one, other) => one - other))
    expect(await bench.open(name, 'distinct day, source_line')).toHaveLength(3000)
    expect(await bench.open(name, 'day')).toContainEqual({ day: 12 })
  }
  // Not one source after the other.
  const ranges = sources.map((_, place) => outcomes.slice(place * days.length, (place + 1) * days.length).map(({ batch_id }) => batch_id!))
  expect(Math.min(...ranges[1]!)).toBeLessThan(Math.max(...ranges[0]!))
})
