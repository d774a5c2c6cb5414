import Table from 'cli-table3'

/** Formats rows under their headings as aligned columns for a terminal; columns of numbers align right. */
export function formatTable(headings: string[], rows: unknown[][]): string {
  const table = new Table({
    head: headings,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(
      'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
        .split(' ')
        .map((part) => [part, '']),
    ),
    colAligns: headings.map((_, place) => (rows.length > 0 && rows.every((row) => isNumber(row[place])) ? 'right' : 'left')),
  })
  table.push(...rows.map((row) => row.map((value) => (value === null || value === undefined ? '' : String(value)))))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

const isNumber = (value: unknown) =>
  value === null || value === undefined || typeof value === 'number' || (typeof value === 'string' && /^-?[\d,]+(\.\d+)?$/.test(value))

/** Formats a moment in UTC, to the second: `2026-06-30 01:00:00Z`. */
export const moment = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')}Z`
