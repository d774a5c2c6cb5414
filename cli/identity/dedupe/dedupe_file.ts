import { createWriteStream } from 'node:fs'
import { access, constants, mkdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UsageError } from '../../../engine/base/errors.ts'
import { clustersAt, joinClusters } from '../../../identity/match/cluster.ts'
import { matchRecords, probablePairs, type Matching } from '../../../identity/match/match_records.ts'
import { addRecord, createRecords } from '../../../identity/match/records.ts'
import { guessRules, readRules, type ColumnRules } from './column_rules.ts'
import { readIds, readPeople } from './people_file.ts'
import { csvLine } from '../../print_rows.ts'
import { printColumns, printModel, printScores } from './print_result.ts'

/** The options of `memberhouse identity dedupe`. */
export type DedupeOptions = { id: string; truth?: string; rules?: string; out?: string }

// Less probable pairs are not written: there are ten times as many, and nobody would join them.
const least_probability = 0.01

/** Finds the people in a file, writes clusters and pairs, and prints a summary. */
export async function dedupeFile(file: string, { id, truth, rules: rulesFile, out }: DedupeOptions): Promise<void> {
  const people = await readPeople(file, { '--id': id, ...(truth !== undefined && { '--truth': truth }) })
  const ids = readIds(people, id)
  const excluded = [id, truth ?? id]
  const rules = rulesFile === undefined ? guessRules(people, excluded) : await readRules(rulesFile, people, excluded)
  const folder = await openFolder(out ?? dirname(file))
  console.log(`${ids.length.toLocaleString('en')} records in ${file}`)
  printColumns(rules, people, rulesFile)

  const matching = matchPeople(people, rules)
  printModel(matching, ids.length)
  const merges = joinClusters(ids.length, matching.pairs, matching.logOdds, Math.log(least_probability))
  const clusters = clustersAt(ids.length, merges, 0)

  const name = basename(file).replace(/\.csv$/i, '')
  const pairs = probablePairs(matching, least_probability)
  const written = [
    await writeCsv(join(folder, `${name}.clusters.csv`), [id, 'cluster'], clusterRows(ids, clusters)),
    await writeCsv(
      join(folder, `${name}.pairs.csv`),
      ['left', 'right', 'probability'],
      pairs.map(({ left, right, probability }) => [ids[left]!, ids[right]!, probability.toFixed(6)]),
    ),
  ]
  const persons = new Set(clusters).size
  console.log(`\nFound ${persons.toLocaleString('en')} people in ${ids.length.toLocaleString('en')} records.`)
  console.log(`Written: ${written.join(', ')}`)
  if (truth !== undefined) printScores(people, truth, matching, merges)
}

async function openFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new UsageError(`cannot write to ${folder}: ${(cause as Error).message}`, {
      hint: 'Choose another folder with --out.',
      cause,
    })
  }
  return folder
}

function matchPeople({ headers, rows }: { headers: string[]; rows: string[][] }, { columns, region }: ColumnRules): Matching {
  const records = createRecords(columns, region)
  const places = columns.map(({ name }) => headers.indexOf(name))
  for (const row of rows)
    addRecord(
      records,
      places.map((place) => row[place]),
    )
  return matchRecords(records)
}

/** Names each cluster after its first record. */
function* clusterRows(ids: string[], clusters: Int32Array): Generator<string[]> {
  for (const [place, id] of ids.entries()) yield [id, ids[clusters[place]!]!]
}

async function writeCsv(file: string, headers: string[], rows: Iterable<string[]>): Promise<string> {
  const lines = function* () {
    yield csvLine(headers)
    for (const row of rows) yield csvLine(row)
  }
  // Renamed at the end, so that the file is never incomplete.
  await pipeline(Readable.from(lines()), createWriteStream(`${file}.part`))
  await rename(`${file}.part`, file)
  return file
}
