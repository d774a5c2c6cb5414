import { formatTable } from '../engine/base/format_table.ts'
import { chinese, europeans } from '../tests/support/identity/people.ts'
import { splinkPeople, matchPeople } from '../tests/support/identity/match_people.ts'
import { saveResult, timed, type Figure } from './machine.ts'

// How well and how fast `identity dedupe` finds people, in files with different kinds of errors. The matcher does not see the truth.
//   node --import tsx bench/identity_dedupe.ts

const some = (draw: { below: (limit: number) => number }) => 1 + draw.below(3)
const hardly = (draw: { chance: (share: number) => boolean }) => (draw.chance(0.01) ? 2 : 1)
const files = [
  splinkPeople(),
  chinese('chinese', 11, 2500, some),
  europeans('european', 12, 2500, some),
  europeans('european, twice as much wrong', 15, 2500, some, 2),
  europeans('european, 5 to 19 records a person', 13, 250, (draw) => 5 + draw.below(15)),
  europeans('european, 1 % there twice', 14, 4950, hardly),
  chinese('chinese, 1 % there twice', 16, 4950, hardly),
  europeans('european, 50,000', 17, 25_000, some),
  chinese('chinese, 50,000', 18, 25_000, some),
]
// The published figures of Splink 3 on its own test data, and the limit for a file of 50,000 records.
const bounds: Record<string, { best: number; at_half: number }> = { fake_1000: { best: 0.862, at_half: 0.806 } }

const figures: Figure[] = []
const rows: unknown[][] = []
for (const people of files) {
  const { seconds, result } = await timed(async () => matchPeople(people))
  const { best, at_half, pairwise, clusterwise, matching } = result
  const bound = bounds[people.name]
  figures.push(
    { what: `${people.name}: pairs, best F1`, value: best.f1, unit: '', ...(bound && { at_least: bound.best }) },
    { what: `${people.name}: pairs, F1 at p ≥ 0.5`, value: at_half.f1, unit: '', ...(bound && { at_least: bound.at_half }) },
    { what: `${people.name}: clusters, F1 of their pairs`, value: pairwise.f1, unit: '' },
    { what: `${people.name}`, value: seconds, unit: 's', ...(people.rows.length > 40_000 && { at_most: 60 }) },
  )
  const shares = [best.f1, at_half.precision, at_half.recall, at_half.f1, pairwise.precision, pairwise.recall, pairwise.f1, clusterwise.f1]
  rows.push([people.name, people.rows.length, matching.pairs.size, ...shares.map((share) => share.toFixed(4)), seconds.toFixed(1)])
}
const headings = 'records,compared,best F1,p ≥ 0.5: precision,recall,F1,clusters: precision,recall,F1,whole F1,seconds'.split(',')
console.log(formatTable(['file', ...headings], rows))
await saveResult('identity_dedupe', null, figures)
