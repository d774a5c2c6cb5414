import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse, type Options } from 'csv-parse'
import { UsageError } from '../engine/base/errors.ts'

/** Reads the rows of a CSV file in UTF-8. `expected` ends the sentence that says what to give instead. */
export async function* csvRows(file: string, expected: string, options: Options = {}): AsyncGenerator<string[]> {
  const found = await stat(file).catch(() => null)
  if (found === null) throw new UsageError(`file not found: ${file}`, { hint: `Give the path of ${expected}.` })
  if (!found.isFile()) throw new UsageError(`${file} is not a file`, { hint: `Give the path of ${expected}.` })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = async function* () {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  }
  const parser = parse({ bom: true, skip_empty_lines: true, ...options })
  const feeding = pipeline(Readable.from(decode()), parser)
  // The error also ends the parser, which throws it below.
  feeding.catch(() => {})
  try {
    yield* parser as AsyncIterable<string[]>
  } catch (error) {
    throw refusal(file, error)
  }
}

function refusal(file: string, error: unknown): unknown {
  if (error instanceof CsvError)
    return new UsageError(`${file} is not a valid CSV file: ${error.message}`, {
      hint: 'Fix that line, or write the file again.',
      cause: error,
    })
  if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new UsageError(`${file} is not in UTF-8`, {
      hint: `Convert it to UTF-8: iconv -f gb18030 -t utf-8 ${file} > ${basename(file).replace(/\.\w+$/, '')}_utf8.csv`,
      cause: error,
    })
  return error
}
