import { open } from 'node:fs/promises'
import { UsageError } from '../engine/base/errors.ts'
import { csvRows } from './csv_rows.ts'

/** Calls `take` with the fields of each record below the header, in the order of `columns` (option → column), and its number, from 1. */
export async function readCsvTable(
  file: string,
  columns: Record<string, string>,
  take: (fields: string[], record: number) => void,
): Promise<void> {
  let places: number[] | null = null
  let number = 0
  for await (const record of csvRows(file, 'a CSV file with a header', { delimiter: await delimiterOf(file), relax_column_count: true })) {
    if (places === null) places = placesOf(file, record, columns)
    else
      take(
        places.map((place) => record[place]?.trim() ?? ''),
        ++number,
      )
  }
  if (places === null) throw new UsageError(`${file} is empty`, { hint: 'Expected a header and a line for each record.' })
}

/** The places of the needed columns; upper and lower case are alike where that is not ambiguous. */
export function placesOf(file: string, header: string[], columns: Record<string, string>): number[] {
  const names = header.map((name) => name.trim())
  return Object.entries(columns).map(([option, column]) => {
    const exact = names.flatMap((name, place) => (name === column ? [place] : []))
    const alike = names.flatMap((name, place) => (name.toLowerCase() === column.toLowerCase() ? [place] : []))
    const found = exact.length > 0 ? exact : alike
    if (found.length > 1) throw new UsageError(`${file} has two columns '${column}'`, { hint: 'Give each column a unique name.' })
    if (found.length === 0)
      throw new UsageError(`${option}: ${file} has no column '${column}'`, { hint: `Its columns are: ${names.join(', ')}` })
    return found[0]!
  })
}

/** The character that separates most fields of the header: a comma, semicolon, tab or bar. A file that cannot be opened is reported later. */
async function delimiterOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => null)
  try {
    const start = await handle?.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const text = start?.buffer.subarray(0, start.bytesRead).toString('utf8') ?? ''
    const header = text
      .trimStart()
      .split(/[\r\n]/)[0]!
      .replaceAll(/"[^"]*"/g, '')
    const count = (delimiter: string) => header.split(delimiter).length
    return [',', ';', '\t', '|'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
  } catch {
    return ','
  } finally {
    await handle?.close()
  }
}
