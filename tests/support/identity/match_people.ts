import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { clustersAt, joinClusters } from '../../../identity/match/cluster.ts'
import { bestScore, countPairs, scoreClusters, type Score } from '../../../identity/match/evaluate.ts'
import { matchRecords, type Matching } from '../../../identity/match/match_records.ts'
import { addRecord, createRecords } from '../../../identity/match/records.ts'
import type { People } from './people.ts'

/** The people of Splink's test data. */
export function splinkPeople(): People {
  const file = join(import.meta.dirname, '../..', 'fixtures', 'people', 'fake_1000.csv')
  const rows = parse<Record<string, string>>(readFileSync(file), { columns: true })
  const columns = [
    { name: 'first_name', type: 'given_name' },
    { name: 'surname', type: 'surname' },
    { name: 'dob', type: 'date' },
    { name: 'city', type: 'city' },
    { name: 'email', type: 'email' },
  ] as const
  return {
    name: 'fake_1000',
    columns: [...columns],
    rows: rows.map((row) => columns.map(({ name }) => row[name] || null)),
    truth: rows.map(({ cluster }) => Number(cluster)),
  }
}

export type Matched = { matching: Matching; clusters: Int32Array; best: Score; at_half: Score; pairwise: Score; clusterwise: Score }

/** Matches people as `identity dedupe` does and scores the result against the truth. */
export function matchPeople({ columns, rows, truth }: People): Matched {
  const records = createRecords(columns)
  for (const row of rows) addRecord(records, row)
  const matching = matchRecords(records)
  const { pairs, logOdds } = matching
  const clusters = clustersAt(records.size, joinClusters(records.size, pairs, logOdds, 0), 0)
  const isCorrect = (pair: number) => truth[pairs.left[pair]!] === truth[pairs.right[pair]!]
  const all = countPairs(truth)
  // Pairs below even odds count as impossible, so that the threshold is at least even odds.
  const likely = logOdds.map((odds) => (odds >= 0 ? 0 : -Infinity))
  return {
    matching,
    clusters,
    best: bestScore(logOdds, isCorrect, all),
    at_half: bestScore(likely, isCorrect, all),
    ...scoreClusters(clusters, truth),
  }
}
