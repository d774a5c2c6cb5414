import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '../basics/calendar.ts'
import type { FileShape, Row, Value } from './file_shape.ts'
import { toGb18030 } from './gb18030.ts'

// Hundreds of files are open at once. 32 kB for each keeps both memory and the number of writes low.
const bufferSize = 32 * 1024

/** A file of the exports. It is created on disk with its first row. */
export type OutputFile = {
  path: string
  handle: number | null
  bytes: Buffer
  filled: number
  shape: FileShape
  template: string[]
  arrives_on: Day
}

/** A file that holds no row yet. */
export function outputFile(path: string, shape: FileShape, arrives_on: Day): OutputFile {
  const template = shape.columns.map((column, i) => `${i === 0 ? '{' : ','}${JSON.stringify(column)}:`)
  return { path, handle: null, bytes: Buffer.alloc(0), filled: 0, shape, template, arrives_on }
}

// A file is created with its first row: sources send no empty exports.
function createFile(file: OutputFile): void {
  mkdirSync(dirname(file.path), { recursive: true })
  file.handle = openSync(file.path, 'wx')
  file.bytes = Buffer.allocUnsafe(bufferSize)
  if (file.shape.format !== 'ndjson') append(file, `${file.shape.columns.map(csvField).join(',')}\n`)
}

/** Adds a row to a file, through its buffer. */
export function writeRow(file: OutputFile, row: Row): void {
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

function append(file: OutputFile, line: string): void {
  const encoded = file.shape.encoding === 'gb18030' ? toGb18030(line) : null
  const maxBytes = encoded?.length ?? 3 * line.length
  if (file.bytes.length - file.filled < maxBytes) flush(file)
  if (file.bytes.length < maxBytes) file.bytes = Buffer.allocUnsafe(maxBytes)
  file.filled += encoded ? encoded.copy(file.bytes, file.filled) : file.bytes.write(line, file.filled)
}

function flush(file: OutputFile): void {
  for (let written = 0; written < file.filled;) written += writeSync(file.handle!, file.bytes, written, file.filled - written)
  file.filled = 0
}

function csvField(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes the rest of the buffer and closes the file. */
export function closeFile(file: OutputFile): void {
  if (file.handle === null) return
  flush(file)
  closeSync(file.handle)
}
