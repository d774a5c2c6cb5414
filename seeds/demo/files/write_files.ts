import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../../engine/base/errors.ts'
import { isoDay, monthOf, type Day } from '../basics/calendar.ts'
import type { FileShape, Row } from './file_shape.ts'
import { closeFile, outputFile, writeRow, type OutputFile } from './output_file.ts'

export type Files = {
  /** Writes a row to the file that covers `day`. Ignores rows after the end of the exports. */
  write(shape: FileShape, day: Day, row: Row): void
  /** Writes the states of one key, given in order of days. A file gets only the last state that it covers. */
  writeStates(shape: FileShape, states: readonly (readonly [day: Day, row: Row])[]): void
  /** Writes a row to `truth/<name>.csv`. */
  writeTruth(name: string, columns: readonly string[], row: Row): void
  close(): void
}

/** The last days have a folder each; the first folder holds all days before them. */
export const nights = 7

/** Opens the export files below `out`, which must be new or empty. Writes are synchronous. */
export function openFiles(out: string, until: Day): Files {
  requireEmptyFolder(out)
  const historyEnd = until - nights
  const open = new Map<string, OutputFile>()
  const filesByDay = new Map<FileShape, OutputFile[]>()

  function openFile(folder: string, name: string, shape: FileShape, arrives_on: Day): OutputFile {
    const path = join(out, folder, `${name}.${shape.format ?? 'csv'}`)
    let file = open.get(path)
    if (file === undefined) {
      file = outputFile(path, shape, arrives_on)
      open.set(path, file)
    }
    return file
  }

  function fileOf(shape: FileShape, day: Day): OutputFile {
    let files = filesByDay.get(shape)
    if (files === undefined) filesByDay.set(shape, (files = []))
    // The first file also holds all days before it.
    const coveredDay = Math.max(day, shape.whole ? historyEnd : 0)
    const file = files[coveredDay]
    if (file !== undefined) return file
    const [folder, part] = folderAndPart(shape, coveredDay)
    return (files[coveredDay] = openFile(isoDay(folder), `${shape.source}_${part}`, shape, folder))
  }

  function folderAndPart(shape: FileShape, day: Day): [folder: Day, part: string] {
    if (day > historyEnd) return [day, isoDay(day)]
    if (shape.whole) return [historyEnd, isoDay(historyEnd)]
    const month = monthOf(day)
    const isLate = shape.late && monthsBetween(month, monthOf(historyEnd)) === shape.late.months_before
    return [isLate ? until - shape.late!.days_before : historyEnd, month]
  }

  return {
    write(shape, day, row) {
      if (day <= until) writeRow(fileOf(shape, day), row)
    },
    writeStates(shape, states) {
      let next: OutputFile | null = null
      for (const [day, row] of states.toReversed()) {
        if (day > until) continue
        const file = fileOf(shape, day)
        // A late file does not repeat a key of which an earlier file already holds a newer state.
        if (next === null || file.arrives_on < next.arrives_on || (file.arrives_on === next.arrives_on && file !== next)) {
          writeRow(file, row)
          next = file
        }
      }
    },
    writeTruth(name, columns, row) {
      writeRow(open.get(join(out, 'truth', `${name}.csv`)) ?? openFile('truth', name, { source: name, columns }, until), row)
    },
    close() {
      for (const file of open.values()) closeFile(file)
    },
  }
}

const monthsBetween = (from: string, to: string): number =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5)) - Number(from.slice(5))

function requireEmptyFolder(out: string): void {
  let entries: string[] = []
  try {
    entries = readdirSync(out)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new UsageError(`${out} is not a writable folder`, { cause: error })
  }
  if (entries.length > 0) {
    throw new UsageError(
      `${out} already holds ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}; generate writes only to a new or empty folder`,
      {
        hint: 'Name another folder with --out, or delete this one.',
      },
    )
  }
}
