import { formatTable } from '../../../engine/base/format_table.ts'
import { clustersAt, type Merge } from '../../../identity/match/cluster.ts'
import { bestScore, countPairs, score, scoreClusters, type Score } from '../../../identity/match/evaluate.ts'
import type { Matching } from '../../../identity/match/match_records.ts'
import type { ColumnRules } from './column_rules.ts'
import type { PeopleFile } from './people_file.ts'

const count = (number: number) => Math.round(number).toLocaleString('en')

/** Prints the type of each column. */
export function printColumns({ columns }: ColumnRules, { headers }: PeopleFile, rulesFile: string | undefined): void {
  const typeOf = new Map(columns.map(({ name, type }) => [name, type]))
  console.log(
    rulesFile === undefined ? 'Types of the columns, as guessed (correct them with --rules):' : `Types of the columns, from ${rulesFile}:`,
  )
  console.log(
    formatTable(
      ['column', 'type'],
      headers.map((name) => [name, typeOf.get(name) ?? '(not compared)']),
    ),
  )
}

/** Prints what was compared, and the model learned from it. */
export function printModel({ pairs, rules, model }: Matching, records: number): void {
  console.log(`\nCompared ${count(pairs.size)} of ${count((records * (records - 1)) / 2)} pairs`)
  for (const { name, capped } of rules) {
    if (capped)
      console.log(
        `  not compared by ${name}: ${count(capped.blocks)} groups of up to ${count(capped.largest)} records, ${count(capped.pairs)} pairs`,
      )
  }
  console.log(`About ${count(model.matches)} of them match. The odds of a match are multiplied by:`)
  const times = (weight: number) => (weight >= 0 ? `× ${Math.exp(weight).toPrecision(2)}` : `÷ ${Math.exp(-weight).toPrecision(2)}`)
  const rows = model.comparisons.map(({ name, levels, m, weights }) => {
    const last = levels.length - 1
    return [name, times(weights[0]![0]!), times(weights[0]![last]!), `${(100 * m[0]!).toFixed(0)} %`]
  })
  console.log(formatTable(['column', 'same', 'different', 'same in matches'], rows))
  if (model.matches < few) console.log('These are few matches to learn from: check the pairs before you trust their probabilities.')
}

// With 20 matches, a column that differs in 10 % of them differs in none with a probability of one in eight.
const few = 20

const thresholds = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]
const shown = ({ precision, recall, f1 }: Score) => [precision, recall, f1].map((share) => share.toFixed(4))

/** Measures pairs and clusters against the truth, at several thresholds. A record without a true person counts as its own person. */
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
  const scorePairsAt = (least: number) => {
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
    return { threshold, ofPairs: scorePairsAt(least), ...scoreClusters(clustersAt(truth.length, merges, least), truth) }
  })
  const best = bestScore(logOdds, isRight, all)
  const bestClusters = at.reduce((one, other) => (other.pairwise.f1 > one.pairwise.f1 ? other : one))
  const half = at.find(({ threshold }) => threshold === 0.5)!

  console.log(`\nTruth, from column ${column}: ${count(numbers.size)} people, ${count(all)} pairs of records of the same person.`)
  console.log(
    'Pairs: with at least this probability. Clusters: joined at this mean probability, scored by their pairs; whole: clusters that are exactly one person.',
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
    `Clusters, best F1 ${bestClusters.pairwise.f1.toFixed(4)} at p ≥ ${bestClusters.threshold}; as written (p ≥ 0.5) F1 ${half.pairwise.f1.toFixed(4)}`,
  )
}
