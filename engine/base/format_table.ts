import Table from 'cli-table3'

// The layout of cli-table3 takes time in proportion to the square of the rows: 5 s for 5,000.
const chunkRows = 100

/** Formats rows under their headings as aligned columns for a terminal; columns of numbers align right. */
export function formatTable(headings: string[], rows: unknown[][]): string {
  const colAligns = headings.map((_, place) => (rows.length > 0 && rows.every((row) => isNumber(row[place])) ? 'right' : 'left'))
  const chunks: string[][][] = [[]]
  for (const row of rows) {
    if (chunks.at(-1)!.length === chunkRows) chunks.push([])
    chunks.at(-1)!.push(row.map((value) => (value === null || value === undefined ? '' : String(value))))
  }
  const format = (colWidths: number[], chunk: string[][], place: number): string => {
    const table = new Table({
      head: place === 0 ? headings : [],
      style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
      chars: noBorders,
      colAligns,
      colWidths,
    })
    table.push(...chunk)
    return table.toString()
  }
  const widths: number[] = []
  if (chunks.length > 1) {
    for (const [place, chunk] of chunks.entries()) {
      // The table writes the widths that it computes into this array.
      const computed: number[] = []
      format(computed, chunk, place)
      for (const [column, width] of computed.entries()) widths[column] = Math.max(widths[column] ?? 0, width)
    }
  }
  return chunks
    .flatMap((chunk, place) => format([...widths], chunk, place).split('\n'))
    .map((line) => line.trimEnd())
    .join('\n')
}

const noBorders = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
    .split(' ')
    .map((part) => [part, '']),
)

const isNumber = (value: unknown) =>
  value === null || value === undefined || typeof value === 'number' || (typeof value === 'string' && /^-?[\d,]+(\.\d+)?$/.test(value))

/** Formats a moment in UTC, to the second: `2026-06-30 01:00:00Z`. */
export const moment = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')}Z`
