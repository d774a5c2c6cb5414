/** One row of a COPY in text format: the columns in the order of the select, as Postgres writes them. */
export type TextRow = readonly (string | null)[]

/** Splits the chunks of a COPY in text format into rows; a chunk may end in the middle of a row. */
export async function* splitRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<TextRow> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield line.split('\t').map(readField)
  }
}

const unescapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Reads a field of a COPY in text format. */
export function readField(field: string): string | null {
  if (field === '\\N') return null
  return field.includes('\\') ? field.replace(/\\(.)/g, (_, letter: string) => unescapes[letter] ?? letter) : field
}

/** Writes a value as a field of a COPY in text format. */
export function writeField(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  const written = value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value as string)
  return /[\\\t\n\r]/.test(written) ? written.replace(/[\\\t\n\r]/g, (letter) => escapes[letter]!) : written
}
