import { relative } from 'node:path'
import type { Model } from '../project/contract.ts'
import type { Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { findFiles, type FoundFile } from './find_files.ts'
import { compareFiles } from './file_order.ts'
import { loadTogether, type Accepted } from './load_file.ts'
import type { Judge } from './judge_identifiers.ts'
import { listed } from './scan/file_layout.ts'
import { noRows, type FileOutcome } from './record_batch.ts'
import { isSource, refuseUnloadable, type SourceModel } from '../project/source_model.ts'

// While the server compares one file, this process reads another: one at a time, 744 files with 1.2M rows took 105 s.
const parallel = 3

/**
 * Loads files independently: one that fails does not stop the others. The files of one source are loaded in order, those of several sources
 * in parallel. All whole files of a source are applied in the order of their names, in one transaction, so that no build sees a state
 * between them. Passes lines about each file to `report`. `judge` judges the identifiers; without it, none is counted.
 */
export async function loadFiles(
  database: Database,
  sources: Model[],
  paths: string[],
  report: (line: string) => void,
  accepted?: Accepted,
  judge?: Judge,
): Promise<FileOutcome[]> {
  const found = await findFiles(sources.filter(isSource), paths)
  const outcomes = new Map<FoundFile, FileOutcome>()
  const settle = (file: FoundFile, outcome: FileOutcome) => {
    outcomes.set(file, outcome)
    for (const line of describe(outcome)) report(line)
  }
  const queueOf = new Map<SourceModel, FoundFile[]>()
  for (const file of found) {
    if ('skipped' in file) report(`${file.path}: skipped, ${file.skipped}`)
    else if ('error' in file) settle(file, failed(file, null, file.error))
    else queueOf.set(file.source, [...(queueOf.get(file.source) ?? []), file])
  }
  const steps = [...queueOf].map(([source, files]): [SourceModel, FoundFile[][]] => [
    source,
    source.kind.deletion.by === 'whole_file'
      ? [files.sort((one, other) => compareFiles(one.name, other.name))]
      : files.map((file) => [file]),
  ])
  const loadSteps = async () => {
    for (let next = steps.shift(); next; next = steps.shift()) {
      const [source, groups] = next
      for (const files of groups) {
        const loaded = await loadStep(database, source, files, accepted, judge)
        for (const [place, file] of files.entries()) settle(file, loaded[place]!)
      }
    }
  }
  await Promise.all(Array.from({ length: parallel }, loadSteps))
  return found.flatMap((file) => outcomes.get(file) ?? [])
}

async function loadStep(
  database: Database,
  source: SourceModel,
  files: FoundFile[],
  accepted?: Accepted,
  judge?: Judge,
): Promise<FileOutcome[]> {
  try {
    refuseUnloadable(source)
    return await loadTogether(database, source, files, accepted, judge)
  } catch (error) {
    return files.map((file) => failed(file, source.name, error as Error))
  }
}

const failed = ({ path }: FoundFile, source: string | null, error: Error): FileOutcome => ({
  ...noRows,
  file: path,
  source,
  state: 'failed',
  error,
})

/** Lines that report the outcome of a file. */
function describe(outcome: FileOutcome): string[] {
  const { source, state, batch_id, error } = outcome
  const file = shortPath(outcome.file)
  const number = (value: number) => value.toLocaleString('en-US')
  const lines: string[] = []
  if (state === 'known') lines.push(`${file}: already loaded into ${source}`)
  if (state === 'loaded') {
    const counts = `${number(outcome.rows_read)} read, ${number(outcome.rows_accepted)} accepted, ${number(outcome.rows_unchanged)} unchanged, ${number(outcome.rows_rejected)} rejected, ${number(outcome.rows_deleted)} deleted`
    lines.push(`${file} → ${source}: ${counts} (batch ${batch_id}, ${outcome.seconds.toFixed(1)} s)`)
  }
  if (error) {
    lines.push(
      `${file}: ${state === 'failed' ? `not loaded${source ? ` into ${source}` : ''}` : `refused${source ? ` by ${source}` : ''}`}: ${error.message}`,
    )
    if (error instanceof MemberhouseError && error.hint) lines.push(`  ${error.hint}`)
  }
  if (outcome.extra_columns.length > 0)
    lines.push(`  columns that ${source} does not declare, kept in extra: ${listed(outcome.extra_columns)}`)
  if (outcome.blank_lines > 0) lines.push(`  blank lines ignored: ${number(outcome.blank_lines)}`)
  if (outcome.is_deletion_unsure)
    lines.push(`  no rows are deleted: a rejected row has no readable key and may be any of the rows that the file lacks`)
  if (outcome.rows_rejected > 0) lines.push(`  rejected rows and why: select * from ods.rejected_row where batch_id = ${batch_id}`)
  return lines
}

/** The path relative to the current folder, where that is shorter. */
function shortPath(path: string): string {
  const seen = relative('.', path)
  return seen.length < path.length ? seen : path
}
