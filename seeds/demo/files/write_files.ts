import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../../../engine/base/errors.ts'
import { isoDay, monthOf, type Day } from '../basics/calendar.ts'
import { toGb18030 } from './gb18030.ts'

/** What stands in a field. Objects only in NDJSON; null is an empty field, or `null`. */
export type Value = string | number | boolean | null | object
/** The values of a row in the order of the columns of its file. */
export type Row = readonly Value[]

/** How the files of one source look. */
export type FileShape = {
  /** Name of the source and beginning of its file names. */
  source: string
  /** As they stand in the file. */
  columns: readonly string[]
  format?: 'csv' | 'ndjson'
  encoding?: 'utf8' | 'gb18030'
  /** One file in the folder of the history instead of one a month: for lists that are exported whole. */
  whole?: boolean
  /** The month, counted back from that of the end of the history, whose file comes only in the folder of so many days before the end. */
  late?: { months_before: number; days_before: number }
}

export type Files = {
  /** Writes a row to the file that tells of `day`; what lies after the end is not known yet, and not written. */
  write(shape: FileShape, day: Day, row: Row): void
  /** Writes what is known of one key: of rows that come in one file only the last, as an export holds the state of its day. In order of days. */
  writeStates(shape: FileShape, states: readonly (readonly [day: Day, row: Row])[]): void
  /** Writes a row to `truth/<name>.csv`. */
  writeTruth(name: string, columns: readonly string[], row: Row): void
  close(): void
}

/** Days at the end that have a folder each; what was before stands in the first folder. */
export const nights = 7

// Hundreds of files are open at once: 32 kB each keep memory flat, and are few enough calls.
const bufferSize = 32 * 1024
type OpenFile = { path: string; handle: number | null; bytes: Buffer; filled: number; shape: FileShape; template: string[]; arrives_on: Day }

/** Files by folder and day below `out`, which must not hold anything yet. Writing blocks: nothing else goes on meanwhile. */
export function openFiles(out: string, until: Day): Files {
  refuseFilled(out)
  const historyEnd = until - nights
  const open = new Map<string, OpenFile>()
  const places = new Map<FileShape, OpenFile[]>()

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
    let files = places.get(shape)
    if (files === undefined) places.set(shape, (files = []))
    // What was before the first day stands in the first file.
    const place = Math.max(day, shape.whole ? historyEnd : 0)
    const file = files[place]
    if (file !== undefined) return file
    const [folder, part] = placeOf(shape, place)
    return (files[place] = openFile(isoDay(folder), `${shape.source}_${part}`, shape, folder))
  }

  function placeOf(shape: FileShape, day: Day): [folder: Day, part: string] {
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
        // Nor does a late file tell what one that came before it knew better.
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

/** A file is made with its first row: an export without rows is not sent. */
function begin(file: OpenFile): void {
  mkdirSync(dirname(file.path), { recursive: true })
  file.handle = openSync(file.path, 'wx')
  file.bytes = Buffer.allocUnsafe(bufferSize)
  if (file.shape.format !== 'ndjson') append(file, `${file.shape.columns.map(csvField).join(',')}\n`)
}

function writeRow(file: OpenFile, row: Row): void {
  if (file.handle === null) begin(file)
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
  const most = encoded?.length ?? 3 * line.length
  if (file.bytes.length - file.filled < most) flush(file)
  if (file.bytes.length < most) file.bytes = Buffer.allocUnsafe(most)
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

function refuseFilled(out: string): void {
  let found: string[] = []
  try {
    found = readdirSync(out)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new UsageError(`${out} is no folder that can be written to`, { cause: error })
  }
  if (found.length > 0) {
    throw new UsageError(`${out} holds ${found.length} ${found.length === 1 ? 'entry' : 'entries'}; files are written to a new or empty folder only`, {
      hint: 'Name another folder with --out, or remove this one.',
    })
  }
}
