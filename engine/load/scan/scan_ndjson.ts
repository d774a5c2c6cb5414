import { repeatedKey } from './repeated_key.ts'
import { batchBytes, longestRecord, refuseLongRecord, writeNumber, type Found, type Scanner, type Sink } from './scan.ts'

const [nul, tab, lf, cr, space, backslash] = [0x00, 0x09, 0x0a, 0x0d, 0x20, 0x5c]

/** Splits NDJSON into lines and rewrites each in COPY's text format; the database parses the JSON. */
export function ndjsonScanner(sink: Sink): Scanner {
  let line = 1
  let blanks = 0
  let output = Buffer.alloc(0)
  let filled = 0
  const found = { line: 0, problem: null } as Found

  /** Sends the batch, and begins another one with room for `needed` bytes. */
  function flush(needed: number): void {
    if (filled > 0) sink.batch(output.subarray(0, filled))
    output = Buffer.allocUnsafe(needed)
    filled = 0
  }

  function scan(input: Buffer, isLast: boolean): number {
    let i = 0
    for (;;) {
      const rawStart = i
      const end = input.indexOf(lf, rawStart)
      if (end < 0 && input.length - rawStart > longestRecord) refuseLongRecord(line)
      if (end < 0 && (!isLast || rawStart >= input.length)) return rawStart
      let rawEnd = end < 0 ? input.length : end
      i = end < 0 ? input.length : end + 1
      if (rawEnd > rawStart && input[rawEnd - 1] === cr) rawEnd--
      if (rawEnd - rawStart > longestRecord) refuseLongRecord(line)
      if (isBlank(input, rawStart, rawEnd)) {
        line++
        blanks++
        continue
      }
      const needed = 2 * (rawEnd - rawStart) + 32
      if (output.length - filled < needed) flush(Math.max(needed, Math.min(batchBytes, 2 * input.length)))
      let o = writeNumber(output, filled, line)
      output[o++] = tab
      let problem: string | null = null
      for (let place = rawStart; place < rawEnd; place++) {
        const byte = input[place]!
        if (byte === nul) problem = 'holds a NUL byte'
        // JSON treats a tab or a carriage return outside strings as white space and forbids it inside: escaping keeps it for both cases.
        if (byte === backslash || byte === tab || byte === cr) output[o++] = backslash
        output[o++] = byte === tab ? 0x74 : byte === cr ? 0x72 : byte
      }
      output[o++] = lf
      const repeated = problem ?? repeatedKey(input, rawStart, rawEnd)
      if (problem === null && repeated !== null) problem = `holds the key "${repeated}" more than once`
      Object.assign(found, { line, problem, isUnfit: false, input, rawStart, rawEnd, output, textStart: filled, textEnd: o })
      line++
      if (sink.record(found)) filled = o
    }
  }
  return { scan, flush: () => flush(0), blankLines: () => blanks }
}

function isBlank(input: Buffer, from: number, to: number): boolean {
  for (let place = from; place < to; place++) if (input[place] !== space && input[place] !== tab) return false
  return true
}
