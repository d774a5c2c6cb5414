import { FileRefusal } from '../file_refusal.ts'

/** One record of a file, as places in the buffers that a scanner works in: copy what is to be kept. */
export type Found = {
  /** The line at which the record begins. */
  line: number
  /** Why the record cannot be taken apart, if so. */
  problem: string | null
  /** Whether a field breaks its rule (file_layout.ts), where the scanner knows the fields. */
  isUnfit: boolean
  input: Buffer
  rawStart: number
  rawEnd: number
  /** The record as COPY's text format has it: line number, tab, fields, newline. */
  output: Buffer
  textStart: number
  textEnd: number
}

/** Where a scanner hands over what it finds. */
export type Sink = {
  /** Says whether the record stays in the batch. */
  record(found: Found): boolean
  /** A full batch of the records that stayed. */
  batch(text: Buffer): void
}

/** Takes bytes apart; returns how many it is done with. What is left begins a record and comes again with more bytes behind it. */
export type Scanner = { scan(input: Buffer, isLast: boolean): number; flush(): void; blankLines(): number }

/** A record beyond this is taken for a file gone wrong, not for data. */
export const longestRecord = 16 << 20

/** Bytes that a batch grows to; large enough that handing it over costs nothing beside filling it. */
export const batchBytes = 1 << 20

/** Throws a `FileRefusal` that says where the record that outgrew all bounds begins. */
export function refuseLongRecord(line: number): never {
  throw new FileRefusal(`the record that begins in line ${line} is longer than 16 MiB`, {
    hint: 'Look for a quote that is not closed, or for missing line ends, and export the file again.',
  })
}

/** Writes a number in decimal digits; returns the place behind it. */
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
