import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import { UsageError } from '../../../engine/base/errors.ts'

/** A file of people; `rows` hold the values in the order of `headers`. */
export type PeopleFile = { headers: string[]; rows: string[][] }

/** Reads a CSV file; it must have a header, the needed columns and at least one record. */
export async function readPeople(file: string, needed: Record<string, string>): Promise<PeopleFile> {
  const found = await stat(file).catch(() => null)
  if (found === null) throw new UsageError(`file not found: ${file}`, { hint: 'Give the path of a CSV file with a header.' })
  if (!found.isFile()) throw new UsageError(`${file} is not a file`, { hint: 'Give the path of a CSV file with a header.' })
  const [headers = [], ...rows] = await readRows(file)
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

async function readRows(file: string): Promise<string[][]> {
  const rows: string[][] = []
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = parse({ bom: true, skip_empty_lines: true })
  try {
    const reading = (async () => {
      for await (const row of parser) rows.push(row as string[])
    })()
    // The error is thrown again where `reading` is awaited, below.
    reading.catch(() => {})
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      if (parser.destroyed) break
      parser.write(decoder.decode(chunk, { stream: true }))
    }
    if (!parser.destroyed) parser.end(decoder.decode())
    await reading
  } catch (error) {
    if (error instanceof CsvError)
      throw new UsageError(`${file} is not a valid CSV file: ${error.message}`, {
        hint: 'Fix that line, or write the file again.',
        cause: error,
      })
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new UsageError(`${file} is not in UTF-8`, {
        hint: `Convert it to UTF-8: iconv -f gb18030 -t utf-8 ${file} > people_utf8.csv`,
        cause: error,
      })
    throw error
  }
  return rows
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
