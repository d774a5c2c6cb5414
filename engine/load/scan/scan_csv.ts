import type { SourceKind } from '../../project/contract.ts'
import { breaksRule } from './field_rule.ts'
import { FileRefusal } from '../file_refusal.ts'
import { batchBytes, longestRecord, refuseLongRecord, writeNumber, type Found, type Scanner, type Sink } from './scan.ts'
import { stripGuards } from './strip_guards.ts'

const [nul, tab, lf, cr, quote, backslash] = [0x00, 0x09, 0x0a, 0x0d, 0x22, 0x5c]
// A batch is full when less room than this is left, so that few records have to be scanned twice.
const spareBytes = 1 << 16

/**
 * Splits CSV byte by byte, without making strings, and rewrites it in COPY's text format, so that quotes are interpreted only here.
 * `rules` are the rules of each field; null allows any number of fields (a header). `constants`, as COPY reads them, are written before
 * the fields of each record.
 */
export function csvScanner(
  { delimiter: delimiterCharacter, strips_guards }: Pick<SourceKind, 'delimiter' | 'strips_guards'>,
  rules: readonly number[] | null,
  sink: Sink,
  constants: readonly string[] = [],
): Scanner {
  const fieldCount = rules?.length
  const ruleOf = Uint8Array.from(rules ?? [])
  const isEmpty = new Uint8Array(ruleOf.length)
  const delimiter = delimiterCharacter.charCodeAt(0)
  const bareStops = new Uint8Array(256)
  for (const byte of [nul, tab, lf, cr, backslash, delimiter]) bareStops[byte] = 1
  const quotedStops = new Uint8Array(256)
  for (const byte of [nul, tab, lf, cr, backslash, quote]) quotedStops[byte] = 1
  const escaped = new Uint8Array(256)
  for (const [byte, letter] of [
    [tab, 't'],
    [lf, 'n'],
    [cr, 'r'],
    [backslash, '\\'],
  ] as const)
    escaped[byte] = letter.charCodeAt(0)

  const behindLine = Buffer.from(constants.map((text) => `\t${text}`).join(''))

  let line = 1
  let blanks = 0
  let output = Buffer.alloc(0)
  let filled = 0
  const found = { line: 0, problem: null, isEmpty } as Found

  /** Sends the batch, and begins another one with room for `needed` bytes. */
  function flush(needed: number): void {
    if (filled > 0) sink.batch(output.subarray(0, filled))
    output = Buffer.allocUnsafe(needed)
    filled = 0
  }

  function scan(input: Buffer, isLast: boolean): number {
    const length = input.length
    let i = 0
    while (i < length) {
      const rawStart = i
      if (input[i] === lf || (input[i] === cr && (i + 1 < length ? input[i + 1] === lf : isLast))) {
        i += input[i] === lf ? 1 : 2
        line++
        blanks++
        continue
      }
      // Most files are small: a whole batch for each would keep the garbage collector busy.
      if (output.length - filled < spareBytes) flush(Math.min(batchBytes, 2 * (length + spareBytes)))
      const target = output
      let o = writeNumber(target, filled, line)
      o += behindLine.copy(target, o)
      target[o++] = tab
      let fields = 1
      let innerLines = 0
      let problem: string | null = null
      let isUnfit = false
      let fieldStart = o
      let rawEnd = -1
      while (rawEnd < 0) {
        fieldStart = o
        if (i < length && input[i] === quote) {
          const openedIn = line + innerLines
          i++
          for (;;) {
            if (i >= length || (input[i] === quote && i + 1 >= length && !isLast)) {
              if (isLast)
                throw new FileRefusal(`the quote that opens in line ${openedIn} is never closed`, {
                  hint: 'Close it, or export the file again.',
                })
              if (length - rawStart > longestRecord) refuseLongRecord(line)
              return rawStart
            }
            const byte = input[i++]!
            if (quotedStops[byte] === 0) target[o++] = byte
            else if (byte === quote) {
              if (input[i] !== quote) break
              target[o++] = quote
              i++
            } else if (byte === nul) problem ??= 'holds a NUL byte'
            else {
              if (byte === lf) innerLines++
              target[o++] = backslash
              target[o++] = escaped[byte]!
            }
          }
          const next = input[i]
          if (i < length && next !== delimiter && next !== lf && next !== cr) problem ??= `text after the closing quote of field ${fields}`
        }
        for (;;) {
          if (i >= length) {
            if (!isLast) {
              if (length - rawStart > longestRecord) refuseLongRecord(line)
              return rawStart
            }
            rawEnd = i
            break
          }
          const byte = input[i++]!
          if (bareStops[byte] === 0) {
            target[o++] = byte
            continue
          }
          if (byte === delimiter) {
            if (strips_guards) o = stripGuards(target, fieldStart, o)
            if (ruleOf[fields - 1] && breaksRule(ruleOf[fields - 1]!, target, fieldStart, o)) isUnfit = true
            isEmpty[fields - 1] = o === fieldStart ? 1 : 0
            target[o++] = tab
            fields++
            break
          }
          if (byte === lf) {
            rawEnd = i - 1
            break
          }
          if (byte === cr && (i < length ? input[i] === lf : true)) {
            if (i < length || isLast) {
              rawEnd = i - 1
              i++
              break
            }
            continue // at the end of the chunk: the next byte decides, so the record is scanned again
          }
          if (byte === nul) problem ??= 'holds a NUL byte'
          else {
            target[o++] = backslash
            target[o++] = escaped[byte]!
          }
        }
      }
      if (strips_guards) o = stripGuards(target, fieldStart, o)
      if (ruleOf[fields - 1] && breaksRule(ruleOf[fields - 1]!, target, fieldStart, o)) isUnfit = true
      isEmpty[fields - 1] = o === fieldStart ? 1 : 0
      target[o++] = lf
      if (o > target.length) {
        // Node silently drops writes beyond the end of a buffer: scan the record again, into a batch of its own.
        i = rawStart
        flush(Math.max(batchBytes, o - filled + spareBytes))
        continue
      }
      if (rawEnd - rawStart > longestRecord) refuseLongRecord(line)
      if (fieldCount !== undefined && fields !== fieldCount)
        problem ??= `${fields} ${fields === 1 ? 'field' : 'fields'}, but the header has ${fieldCount}`
      found.line = line
      found.problem = problem
      found.isUnfit = isUnfit
      found.input = input
      found.rawStart = rawStart
      found.rawEnd = rawEnd
      found.output = target
      found.textStart = filled
      found.textEnd = o
      line += innerLines + 1
      if (sink.record(found)) filled = o
    }
    return i
  }
  return { scan, flush: () => flush(0), blankLines: () => blanks }
}
