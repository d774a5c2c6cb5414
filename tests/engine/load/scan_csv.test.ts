import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvScanner } from '../../../engine/load/scan/scan_csv.ts'

type Seen = { line: number; problem: string | null; raw: string; text: string }

/** Scans bytes that come in pieces of these sizes, the rest in one. */
function scanPieces(bytes: Buffer, sizes: number[], fields: number): { seen: Seen[]; kept: string } {
  const seen: Seen[] = []
  const batches: Buffer[] = []
  const scanner = csvScanner({ delimiter: ',', strips_guards: false }, new Array<number>(fields).fill(0), {
    record({ line, problem, input, rawStart, rawEnd, output, textStart, textEnd }) {
      seen.push({ line, problem, raw: input.toString('latin1', rawStart, rawEnd), text: output.toString('latin1', textStart, textEnd) })
      return problem === null
    },
    batch: (text) => batches.push(Buffer.from(text)),
  })
  let rest: Buffer = Buffer.alloc(0)
  let from = 0
  for (const size of [...sizes, bytes.length]) {
    const input = Buffer.concat([rest, bytes.subarray(from, from + size)])
    from += size
    rest = input.subarray(scanner.scan(input, false))
  }
  scanner.scan(rest, true)
  scanner.flush()
  return { seen, kept: Buffer.concat(batches).toString('latin1') }
}

const scanText = (text: string, fields: number) => scanPieces(Buffer.from(text), [], fields).seen

test('a quote opens only at the start of a field, and is doubled inside quotes', () => {
  expect(scanText('1,12" pipe\n2,"say ""hi"", now"\n3,"a"b\n', 2)).toEqual([
    { line: 1, problem: null, raw: '1,12" pipe', text: '1\t1\t12" pipe\n' },
    { line: 2, problem: null, raw: '2,"say ""hi"", now"', text: '2\t2\tsay "hi", now\n' },
    expect.objectContaining({ line: 3, problem: 'text after the closing quote of field 2' }),
  ])
})

test('line numbers count quoted line ends and both kinds of line ends', () => {
  const seen = scanText('a,"x\ny"\r\n\r\nb,c\nd,"e\r\nf"\ng,h', 2)
  expect(seen.map(({ line, text }) => [line, text])).toEqual([
    [1, '1\ta\tx\\ny\n'],
    [4, '4\tb\tc\n'],
    [5, '5\td\te\\r\\nf\n'],
    [7, '7\tg\th\n'],
  ])
})

test('a carriage return, a tab or a backslash within a field is kept', () => {
  expect(scanText('a\rb,c\td\\N\n', 2)[0]!.text).toBe('1\ta\\rb\tc\\td\\\\N\n')
})

test('a wrong number of fields is reported with both numbers', () => {
  expect(scanText('1\n1,2,3\n', 2).map(({ problem }) => problem)).toEqual([
    '1 field, but the header has 2',
    '3 fields, but the header has 2',
  ])
})

test('a quote that is never closed names the line where it opened', () => {
  expect(() => scanText('1,2\n3,"x\ny\nz', 2)).toThrow('the quote that opens in line 2 is never closed')
})

test('a record larger than the buffer is scanned again as a whole', () => {
  const long = '\\'.repeat(900_000)
  const { kept } = scanPieces(Buffer.from(`1,x\n2,${long}\n3,${'y'.repeat(3_000_000)}\n4,z\n`), [], 2)
  expect(kept).toBe(`1\t1\tx\n2\t2\t${long}${long}\n3\t3\t${'y'.repeat(3_000_000)}\n4\t4\tz\n`)
})

test('the chunk boundaries make no difference', () => {
  const piece = fc.constantFrom('a', 'é', '"', '""', ',', '\n', '\r\n', '\r', '\t', '\\', '\0', ' ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), (pieces, sizes) => {
      const bytes = Buffer.from(pieces.join(''))
      const attempt = (cuts: number[]) => {
        try {
          return scanPieces(bytes, cuts, 2)
        } catch (error) {
          return (error as Error).message
        }
      }
      expect(attempt(sizes)).toEqual(attempt([]))
    }),
    { numRuns: 1000 },
  )
})
