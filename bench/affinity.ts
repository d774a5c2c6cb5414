import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomOf } from '../seeds/demo/basics/random.ts'
import { associationRules } from '../statistics/affinity/association_rules.ts'
import { collectBaskets } from '../statistics/affinity/collect_baskets.ts'
import { figure, saveResult, timed } from './machine.ts'

// Rules of 10,000 baskets of 169 products, four to five in each, as in a grocer's: npx tsx bench/affinity.ts
const random = randomOf(1, 0, 'baskets')
const baskets = Array.from({ length: 10_000 }, () => {
  const size = 1 + Math.min(31, Math.floor(random.exponential(1 / 3.9)))
  // Few products are in most baskets: the most frequent one in a quarter of them.
  return new Set(Array.from({ length: size }, () => Math.floor(169 * random.next() ** 2.6)))
})
const limits = { min_support: 0.001, min_count: 2, min_confidence: 0.8, max_items: 10 }

const rulesOf = () => {
  const collected = collectBaskets()
  for (const [number, basket] of baskets.entries()) for (const item of basket) collected.add(String(number), `product ${item}`)
  return associationRules(collected.done(), limits)
}
const seconds: number[] = []
for (let time = 0; time < 5; time++) seconds.push((await timed(async () => rulesOf())).seconds)
const { rules, set_count, tested_count } = rulesOf()

const folder = mkdtempSync(join(tmpdir(), 'memberhouse-affinity-'))
const file = join(folder, 'baskets.csv')
writeFileSync(file, [...baskets].map((basket) => `${[...basket].map((item) => `product ${item}`).join()}\n`).join(''))
const command = ['--import', 'tsx', 'cli/main.ts', 'affinity', file, '--support', '0.001', '--confidence', '0.8', '--json']
const { seconds: whole } = await timed(async () => spawnSync(process.execPath, command, { maxBuffer: 2 ** 30 }))
rmSync(folder, { recursive: true })

await saveResult('affinity', null, [
  figure('rules of 10,000 baskets at support 0.001', 's', seconds, { at_most: 1.5 }),
  { what: 'the command, from start to end', value: whole, unit: 's' },
  { what: 'sets of two products or more', value: set_count, unit: '' },
  { what: 'rules tested', value: tested_count, unit: '' },
  { what: 'rules of confidence 0.8', value: rules.length, unit: '' },
])
