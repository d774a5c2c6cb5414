import { formatTable } from '../../../engine/base/format_table.ts'
import { clustersAt, type Merge } from '../../../identity/match/cluster.ts'
import { bestScore, countPairs, score, scoreClusters, type Score } from '../../../identity/match/evaluate.ts'
import type { Matching } from '../../../identity/match/match_records.ts'
import type { ColumnRules } from './column_rules.ts'
import type { PeopleFile } from './people_file.ts'

const count = (number: number) => Math.round(number).toLocaleString('en')

/** Shows what each column is taken for. */
export function printColumns({ columns }: ColumnRules, { headers }: PeopleFile, rulesFile: string | undefined): void {
  const typeOf = new Map(columns.map(({ name, type }) => [name, type]))
  console.log(
    rulesFile === undefined
      ? 'What the columns hold, as guessed; say it with --rules where that is wrong:'
      : `What the columns hold, as ${rulesFile} says:`,
  )
  console.log(
    formatTable(
      ['column', 'type'],
      headers.map((name) => [name, typeOf.get(name) ?? '(not compared)']),
    ),
  )
}

/** Shows what was compared and what was learned from it. */
export function printLearnt({ pairs, rules, model }: Matching, records: number): void {
  console.log(`\n${count(pairs.size)} pairs compared of ${count((records * (records - 1)) / 2)}`)
  for (const { name, capped } of rules) {
    if (capped)
      console.log(
        `  not compared by ${name}: ${count(capped.blocks)} groups of up to ${count(capped.largest)} records, ${count(capped.pairs)} pairs`,
      )
  }
  console.log(`About ${count(model.matches)} of them match. What agreeing and differing multiply the odds of that by:`)
  const times = (weight: number) => (weight >= 0 ? `× ${Math.exp(weight).toPrecision(2)}` : `÷ ${Math.exp(-weight).toPrecision(2)}`)
  const rows = model.comparisons.map(({ name, levels, m, weights }) => {
    const last = levels.length - 1
    return [name, times(weights[0]![0]!), times(weights[0]![last]!), `${(100 * m[0]!).toFixed(0)} %`]
  })
  console.log(formatTable(['column', 'same', 'different', 'same in matches'], rows))
  if (model.matches < few) console.log('That is little to learn from: look at the pairs before you trust their probabilities.')
}

// Of 20 matches a column that differs in one of ten differs in none one time in eight.
const few = 20

const thresholds = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]
const shown = ({ precision, recall, f1 }: Score) => [precision, recall, f1].map((share) => share.toFixed(4))

/** Holds pairs and clusters against the truth, at several thresholds. Who has none is a person of their own. */
export function printScores({ headers, rows }: PeopleFile, column: string, { pairs, logOdds }: Matching, merges: Merge[]): void {
  const place = headers.indexOf(column)
  const numbers = new Map<string, number>()
  const truth = Int32Array.from(rows, (row, record) => {
    const person = row[place] === '' ? `record ${record}` : `person ${row[place]}`
    if (!numbers.has(person)) numbers.set(person, numbers.size)
    return numbers.get(person)!
  })
  const all = countPairs(truth)
  const isRight = (pair: number) => truth[pairs.left[pair]!] === truth[pairs.right[pair]!]
  const pairsAt = (least: number) => {
    let found = 0
    let right = 0
    for (let pair = 0; pair < pairs.size; pair++) {
      if (logOdds[pair]! < least) continue
      found++
      if (isRight(pair)) right++
    }
    return score(right, found, all)
  }
  const at = thresholds.map((threshold) => {
    const least = Math.log(threshold / (1 - threshold))
    return { threshold, ofPairs: pairsAt(least), ...scoreClusters(clustersAt(truth.length, merges, least), truth) }
  })
  const best = bestScore(logOdds, isRight, all)
  const bestClusters = at.reduce((one, other) => (other.pairwise.f1 > one.pairwise.f1 ? other : one))
  const half = at.find(({ threshold }) => threshold === 0.5)!

  console.log(`\nAgainst column ${column}: ${count(numbers.size)} people, ${count(all)} pairs of records of one person.`)
  console.log(
    'Pairs: those at least so probable. Clusters: joined from such a mean on, by the pairs in them, and whole ones that are exactly a person.',
  )
  const headings = ['p ≥', 'pairs: precision', 'recall', 'F1', 'clusters: precision', 'recall', 'F1', 'whole: precision', 'recall', 'F1']
  console.log(
    formatTable(
      headings,
      at.map(({ threshold, ofPairs, pairwise, clusterwise }) => [threshold, ...shown(ofPairs), ...shown(pairwise), ...shown(clusterwise)]),
    ),
  )
  console.log(
    `Pairs, best F1 ${best.f1.toFixed(4)} at p ≥ ${(1 / (1 + Math.exp(-best.least))).toPrecision(3)}; at p ≥ 0.5 F1 ${half.ofPairs.f1.toFixed(4)}`,
  )
  console.log(
    `Clusters, best F1 ${bestClusters.pairwise.f1.toFixed(4)} at p ≥ ${bestClusters.threshold}; as written, at p ≥ 0.5, F1 ${half.pairwise.f1.toFixed(4)}`,
  )
}
