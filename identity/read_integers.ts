const billion = 1_000_000_000
const [newline, tab, minus, backslash, letterT, letterF] = [10, 9, 45, 92, 116, 102]

/** The integers of one row, reused from row to row: the digits above the lowest nine, and those nine. NaN in `high` is null. */
export type IntegerRow = { high: Float64Array; low: Int32Array }

/** The value of a column that is known to fit a double, such as a count or an id. */
export const valueOf = ({ high, low }: IntegerRow, column: number): number => {
  const above = high[column]!
  return above < 0 ? (1 + above) * billion - low[column]! : above * billion + low[column]!
}

/**
 * Calls `see` for each row of a COPY in text format whose columns are all integers of up to 64 bits, or booleans (1 and 0). Byte by byte:
 * ten million rows of two columns take a second, and eight by way of strings.
 * Throws where a column is anything else.
 */
export async function readIntegers(chunks: AsyncIterable<Buffer>, columns: number, see: (row: IntegerRow) => void): Promise<void> {
  const row: IntegerRow = { high: new Float64Array(columns), low: new Int32Array(columns) }
  let [column, above, below, digits, isNegative, isNull] = [0, 0, 0, 0, false, false]
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (byte >= 48 && byte <= 57) {
        below = below * 10 + byte - 48
        // What overflows nine digits moves up one at a time, so that both parts stay exact.
        if (++digits > 9) {
          const leading = Math.floor(below / billion)
          above = above * 10 + leading
          below -= leading * billion
        }
      } else if (byte === tab || byte === newline) {
        if (column >= columns) throw new TypeError(`expected ${columns} columns, got more`)
        row.high[column] = isNull ? NaN : isNegative ? -1 - above : above
        row.low[column] = below
        column++
        above = below = digits = 0
        isNegative = isNull = false
        if (byte === newline) {
          if (column !== columns) throw new TypeError(`expected ${columns} columns, got ${column}`)
          see(row)
          column = 0
        }
      } else if (byte === minus) isNegative = true
      else if (byte === letterT) below = 1
      else if (byte === backslash) isNull = true
      else if (byte !== letterF && byte !== 78) throw new TypeError(`expected an integer, got '${String.fromCharCode(byte)}'`)
    }
  }
}
