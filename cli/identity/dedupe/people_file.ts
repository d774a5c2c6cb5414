import { UsageError } from '../../../engine/base/errors.ts'
import { csvRows } from '../../csv_rows.ts'

/** A file of people; `rows` hold the values in the order of `headers`. */
export type PeopleFile = { headers: string[]; rows: string[][] }

/** Reads a CSV file; it must have a header, the needed columns and at least one record. */
export async function readPeople(file: string, needed: Record<string, string>): Promise<PeopleFile> {
  const rows: string[][] = []
  for await (const row of csvRows(file, 'a CSV file with a header')) rows.push(row)
  const headers = rows.shift() ?? []
  if (headers.length === 0)
    throw new UsageError(`${file} is empty`, { hint: 'Expected a CSV file with a header and a line for each record.' })
  const twice = headers.find((header, place) => headers.indexOf(header) !== place)
  if (twice !== undefined) throw new UsageError(`${file} has two columns '${twice}'`, { hint: 'Give each column a unique name.' })
  for (const [option, column] of Object.entries(needed)) {
    if (!headers.includes(column))
      throw new UsageError(`${option}: ${file} has no column '${column}'`, { hint: `Its columns are: ${headers.join(', ')}` })
  }
  if (rows.length === 0) throw new UsageError(`${file} has no records`, { hint: 'Add at least one line below the header.' })
  return { headers, rows }
}

/** The ids of the records; throws when one is missing or occurs twice. */
export function readIds({ headers, rows }: PeopleFile, column: string): string[] {
  const place = headers.indexOf(column)
  const seen = new Map<string, number>()
  return rows.map((row, index) => {
    const id = row[place]!
    if (id === '') throw new UsageError(`--id: record ${index + 1} has no ${column}`, { hint: 'Each record needs a unique id.' })
    const before = seen.get(id)
    if (before !== undefined)
      throw new UsageError(`--id: records ${before + 1} and ${index + 1} both have ${column} '${id}'`, {
        hint: 'Each record needs a unique id.',
      })
    seen.set(id, index)
    return id
  })
}
