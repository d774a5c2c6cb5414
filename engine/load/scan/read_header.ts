import { isUtf8 } from 'node:buffer'
import { FileRefusal } from '../file_refusal.ts'
import { csvScanner } from './scan_csv.ts'
import { readBytes } from './read_bytes.ts'
import type { SourceModel } from '../../project/source_model.ts'

const unescapes: Record<string, string> = { '\\t': '\t', '\\n': '\n', '\\r': '\r', '\\\\': '\\' }

/** The column names of a CSV file, trimmed, in the file's order. Throws FileRefusal for an empty or unreadable header. */
export async function readHeader(path: string, source: SourceModel): Promise<string[]> {
  let names: string[] | undefined
  let rest: Buffer = Buffer.alloc(0)
  const scanner = csvScanner(source.kind, null, {
    record(found) {
      if (names) return false
      const text = found.output.subarray(found.textStart, found.textEnd - 1)
      if (found.problem) throw new FileRefusal(`the header ${found.problem}`)
      if (!isUtf8(text)) throw notReadable(source)
      const fields = text.toString('utf8').split('\t').slice(1)
      names = fields.map((field) => field.replace(/\\[tnr\\]/g, (escape) => unescapes[escape]!).trim())
      return false
    },
    batch() {},
  })
  for await (const bytes of readBytes(path, source.kind)) {
    rest = Buffer.concat([rest, bytes])
    rest = rest.subarray(scanner.scan(rest, false))
    if (names) return names
  }
  scanner.scan(rest, true)
  if (!names) throw new FileRefusal('the file is empty: it has no header', { hint: 'Fetch the file again.' })
  return names
}

const notReadable = (source: SourceModel) =>
  new FileRefusal(`the header is not ${source.kind.encoding === 'utf8' ? 'UTF-8' : 'GB18030'}`, {
    hint:
      source.kind.encoding === 'utf8'
        ? `If the file is GB18030 (GBK), declare encoding: 'gb18030' in ${source.name}.`
        : 'Declare the encoding that the file has.',
  })
