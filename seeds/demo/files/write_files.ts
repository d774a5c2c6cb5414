import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../../../engine/base/errors.ts'
import { isoDay, monthOf, type Day } from '../basics/calendar.ts'
import { toGb18030 } from './gb18030.ts'

/** The value of a field. Objects only in NDJSON; null is an empty field in CSV, `null` in NDJSON. */
export type Value = string | number | boolean | null | object
/** The values of a row, in the column order of its file. */
export type Row = readonly Value[]

/** The format of the files of one source. */
export type FileShape = {
  /** Name of the source; file names begin with it. */
  source: string
  /** Column names as in the file. */
  columns: readonly string[]
  format?: 'csv' | 'ndjson'
  encoding?: 'utf8' | 'gb18030'
  /** The history folder holds one file instead of one a month: for lists that are exported whole. */
  whole?: boolean
  /** The file of one month, counted back from the end of the history, arrives late: in the folder of this many days before the end. */
  late?: { months_before: number; days_before: number }
}

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

// Hundreds of files are open at once. 32 kB for each keeps both memory and the number of writes low.
const bufferSize = 32 * 1024
type OpenFile = { path: string; handle: number | null; bytes: Buffer; filled: number; shape: FileShape; template: string[]; arrives_on: Day }

/** Opens the export files below `out`, which must be new or empty. Writes are synchronous. */
export function openFiles(out: string, until: Day): Files {
  requireEmptyFolder(out)
  const historyEnd = until - nights
  const open = new Map<string, OpenFile>()
  const filesByDay = new Map<FileShape, OpenFile[]>()

  function openFile(folder: string, name: string, shape: FileShape, arrives_on: Day): OpenFile {
    const path = join(out, folder, `${name}.${shape.format ?? 'csv'}`)
    let file = open.get(path)
    if (file === undefined) {
      const template = shape.columns.map((column, i) => `${i === 0 ? '{' : ','}${JSON.stringify(column)}:`)
      file = { path, handle: null, bytes: Buffer.alloc(0), filled: 0, shape, template, arrives_on }
      open.set(path, file)
    }
    return file
  }

  function fileOf(shape: FileShape, day: Day): OpenFile {
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
      let next: OpenFile | null = null
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
      for (const file of open.values()) {
        if (file.handle === null) continue
        flush(file)
        closeSync(file.handle)
      }
    },
  }
}

/** Creates the file with its first row: sources send no empty exports. */
function createFile(file: OpenFile): void {
  mkdirSync(dirname(file.path), { recursive: true })
  file.handle = openSync(file.path, 'wx')
  file.bytes = Buffer.allocUnsafe(bufferSize)
  if (file.shape.format !== 'ndjson') append(file, `${file.shape.columns.map(csvField).join(',')}\n`)
}

function writeRow(file: OpenFile, row: Row): void {
  if (file.handle === null) createFile(file)
  let line = ''
  if (file.shape.format === 'ndjson') {
    for (let i = 0; i < file.template.length; i++) line += file.template[i]! + JSON.stringify(row[i] ?? null)
    line += '}\n'
  } else {
    for (let i = 0; i < file.template.length; i++) line += (i === 0 ? '' : ',') + csvField(row[i] ?? null)
    line += '\n'
  }
  append(file, line)
}

function append(file: OpenFile, line: string): void {
  const encoded = file.shape.encoding === 'gb18030' ? toGb18030(line) : null
  const maxBytes = encoded?.length ?? 3 * line.length
  if (file.bytes.length - file.filled < maxBytes) flush(file)
  if (file.bytes.length < maxBytes) file.bytes = Buffer.allocUnsafe(maxBytes)
  file.filled += encoded ? encoded.copy(file.bytes, file.filled) : file.bytes.write(line, file.filled)
}

function flush(file: OpenFile): void {
  for (let written = 0; written < file.filled;) written += writeSync(file.handle!, file.bytes, written, file.filled - written)
  file.filled = 0
}

function csvField(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
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
    throw new UsageError(`${out} already holds ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}; generate writes only to a new or empty folder`, {
      hint: 'Name another folder with --out, or remove this one.',
    })
  }
}
