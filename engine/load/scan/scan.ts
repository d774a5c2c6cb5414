import { FileRefusal } from '../file_refusal.ts'

/** One record of a file, as positions in the scanner's buffers. The scanner reuses them: copy what you keep. */
export type Found = {
  /** The line at which the record begins. */
  line: number
  /** Why the record cannot be split into fields; null when it can. */
  problem: string | null
  /** Whether a field breaks its rule (file_layout.ts), where the scanner knows the fields. */
  isUnfit: boolean
  /** 1 for each field that is empty, in the order of the file, where the scanner knows the fields. */
  isEmpty: Uint8Array
  input: Buffer
  rawStart: number
  rawEnd: number
  /** The record in COPY's text format: line number, tab, fields, newline. */
  output: Buffer
  textStart: number
  textEnd: number
}

/** Receives what a scanner finds. */
export type Sink = {
  /** Returns whether the record stays in the batch. */
  record(found: Found): boolean
  /** A full batch of the records that stayed. */
  batch(text: Buffer): void
}

/** Scans bytes and returns how many are done. The rest begins a record: pass it again with more bytes after it. */
export type Scanner = { scan(input: Buffer, isLast: boolean): number; flush(): void; blankLines(): number }

/** A longer record means a damaged file. */
export const longestRecord = 16 << 20

/** The size of a batch: large enough that sending it costs little beside filling it. */
export const batchBytes = 1 << 20

/** Throws a FileRefusal that names the line at which the record begins. */
export function refuseLongRecord(line: number): never {
  throw new FileRefusal(`the record that begins in line ${line} is longer than 16 MiB`, {
    hint: 'Look for a quote that is not closed, or for missing line ends, and export the file again.',
  })
}

/** Writes a number in decimal digits; returns the position after it. */
export function writeNumber(output: Buffer, place: number, value: number): number {
  let digits = 1
  for (let bound = 10; value >= bound; bound *= 10) digits++
  for (let position = place + digits - 1, rest = value; position >= place; position--) {
    const next = Math.floor(rest / 10)
    output[position] = 48 + (rest - next * 10)
    rest = next
  }
  return place + digits
}
