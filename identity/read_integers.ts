const [billion, word] = [1_000_000_000, 4_294_967_296]
const [newline, tab, minus, backslash, letterT, letterF, letterN] = [10, 9, 45, 92, 116, 102, 78]

/** The integers of one row, reused from row to row: of each column both words of its 64 bits, in two's complement. */
export type IntegerRow = { upper: Int32Array; lower: Int32Array; isNull: Uint8Array }

/** The value of a column that is known to fit a double, such as a count or an id. */
export const valueOf = ({ upper, lower }: IntegerRow, column: number): number => upper[column]! * word + (lower[column]! >>> 0)

/**
 * Calls `see` for each row of a COPY in text format whose columns are all integers of up to 64 bits, or booleans (1 and 0). Byte by byte:
 * by way of strings it takes five times as long.
 * Throws where a column is anything else.
 */
export async function readIntegers(chunks: AsyncIterable<Buffer>, columns: number, see: (row: IntegerRow) => void): Promise<void> {
  const take = parser(columns, see)
  for await (const chunk of chunks) take(chunk)
}

/** A plain function with plain variables: inside an async one the same loop takes three times as long. */
function parser(columns: number, see: (row: IntegerRow) => void): (chunk: Buffer) => void {
  const row: IntegerRow = { upper: new Int32Array(columns), lower: new Int32Array(columns), isNull: new Uint8Array(columns) }
  const { upper, lower, isNull } = row
  const kept = { column: 0, above: 0, below: 0, digits: 0, sign: 0 }
  const keep = (column: number, above: number, below: number, sign: number) => {
    // The product of integers keeps the lower word whole; the double misses the key by up to a thousand, and that word tells by how much.
    const whole = (Math.imul(above | 0, billion) + below) | 0
    const rest = above === 0 ? 0 : Math.round((above * billion + below - (whole >>> 0)) / word) | 0
    lower[column] = sign === 1 ? -whole : whole
    upper[column] = sign === 1 ? ~rest + (whole === 0 ? 1 : 0) : rest
    isNull[column] = sign === 2 ? 1 : 0
  }
  return (chunk) => {
    let { column, above, below, digits, sign } = kept
    const { length } = chunk
    for (let at = 0; at < length; at++) {
      const byte = chunk[at]!
      if (byte >= 48 && byte <= 57) {
        if (digits < 9) below = below * 10 + byte - 48
        else {
          // What overflows nine digits moves up one at a time, so that both parts stay exact.
          const leading = (below / 100_000_000) | 0
          above = above * 10 + leading
          below = (below - leading * 100_000_000) * 10 + byte - 48
        }
        digits++
      } else if (byte === tab || byte === newline) {
        if (column >= columns) throw new TypeError(`expected ${columns} columns, got more`)
        keep(column, above, below, sign)
        column++
        above = below = digits = sign = 0
        if (byte === newline) {
          if (column !== columns) throw new TypeError(`expected ${columns} columns, got ${column}`)
          see(row)
          column = 0
        }
      } else if (byte === minus) sign = 1
      else if (byte === backslash) sign = 2
      else if (byte === letterT) below = 1
      else if (byte !== letterF && byte !== letterN) throw new TypeError(`expected an integer, got '${String.fromCharCode(byte)}'`)
    }
    Object.assign(kept, { column, above, below, digits, sign })
  }
}
