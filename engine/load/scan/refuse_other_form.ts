import { FileRefusal } from '../file_refusal.ts'
import type { SourceKind } from '../../project/contract.ts'
import { firstLineEnd } from './line_end.ts'
import { textEncoding } from './text_encoding.ts'

/** What of a source says how its files are written. */
export type Written = Pick<SourceKind, 'format' | 'encoding' | 'delimiter'>

const exportAgain = 'Export it as plain text in the form that the contract declares.'

// The bytes with which files of other kinds begin, as Latin-1.
const beginnings: [string, string, string][] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an Excel workbook (.xls) or another Office document', 'Save its sheet as CSV.'],
  ['\x1f\x8b', 'a gzip file inside a gzip file', 'Decompress it once.'],
  ['BZh', 'a bzip2 file', 'Decompress it, or compress it with gzip.'],
  ['\xfd7zXZ\x00', 'an xz file', 'Decompress it, or compress it with gzip.'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard file', 'Decompress it, or compress it with gzip.'],
  ["7z\xbc\xaf'\x1c", 'a 7-Zip archive', 'Unpack it.'],
  ['Rar!\x1a\x07', 'a RAR archive', 'Unpack it.'],
  ['%PDF-', 'a PDF document', exportAgain],
  ['PAR1', 'a Parquet file', exportAgain],
  ['SQLite format 3\x00', 'a SQLite database', exportAgain],
]

/** Throws FileRefusal with the name of what the file is, if its first bytes are not text of the declared form. */
export function refuseOtherForm(first: Buffer, written: Written): void {
  const begins = first.toString('latin1', 0, 16)
  if (/^PK(\x03\x04|\x05\x06|\x07\x08)/.test(begins)) {
    const isWorkbook = first.includes('[Content_Types].xml') || first.includes('xl/workbook.xml')
    throw isWorkbook
      ? new FileRefusal('the file is an Excel workbook (.xlsx)', { hint: 'Save its sheet as CSV.' })
      : new FileRefusal('the file is a zip archive', {
          hint: 'Unpack it, or compress the file with gzip. If it is a workbook, save its sheet as CSV.',
        })
  }
  for (const [bytes, name, hint] of beginnings) if (begins.startsWith(bytes)) throw new FileRefusal(`the file is ${name}`, { hint })
  if (first.toString('latin1', 257, 262) === 'ustar') throw new FileRefusal('the file is a tar archive', { hint: 'Unpack it.' })
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|!--|html|head|body|meta|style|table|\?xml)/i.test(first.toString('latin1', 0, 200)))
    throw new FileRefusal('the file is an HTML or XML document', {
      hint: 'It may be an error page in place of the download. Fetch the file again.',
    })
  const wide = wideEncoding(first)
  if (wide) throw new FileRefusal(`the file is ${wide}`, { hint: `Export it as ${nameOf(written.encoding)}.` })
  if (written.format === 'csv' && /^(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"/.test(first.toString('latin1', 0, 200)))
    throw new FileRefusal('the file is JSON', { hint: "Export it as CSV, or declare format: 'ndjson' if it has one object a line." })
  const json = written.format === 'ndjson' && /^(?:\xef\xbb\xbf)?\s*(\[|\{[ \t]*\r?\n)/.exec(first.toString('latin1', 0, 200))
  if (json) {
    const isArray = json[1] === '['
    throw new FileRefusal(isArray ? 'the file is a JSON array' : 'an object of the file spans several lines', {
      hint: `NDJSON has one object a line. Convert the file, for example with: jq -c ${isArray ? "'.[]'" : '.'}`,
    })
  }
  const end = firstLineEnd(first, written.format === 'csv' ? written.delimiter : null)
  if (end !== 'lf' && end !== null)
    throw new FileRefusal(`its lines end in ${end === 'cr' ? 'CR alone' : end.toUpperCase()}`, {
      hint: `Lines must end in LF or CR LF. Convert the file, for example with: ${end === 'cr' ? `tr '\\r' '\\n'` : `tr -d '\\r'`}`,
    })
}

/** Refuses bytes in the other encoding than the declared one. Returns whether they decide: ASCII is the same in both. */
export function refuseOtherEncoding(bytes: Buffer, isWhole: boolean, isFirst: boolean, written: Written): boolean {
  const hasMark = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const found = hasMark && written.encoding === 'gb18030' ? 'utf8' : textEncoding(bytes, isWhole)
  if (found === 'ascii') return false
  if (found === 'other' || found === written.encoding) return true
  // Other encodings of two bytes a character, such as EUC-KR, may look the same.
  throw new FileRefusal(
    `the file ${found === 'utf8' ? 'is' : 'looks like'} ${nameOf(found)}, but the contract declares encoding: '${written.encoding}'`,
    {
      hint: `If all files of the source are, declare encoding: '${found}'. Else export this one as ${nameOf(written.encoding)}.`,
    },
  )
}

const nameOf = (encoding: SourceKind['encoding']) => (encoding === 'utf8' ? 'UTF-8' : 'GB18030 (GBK)')

/** UTF-16 or UTF-32 by its mark, or by the NUL bytes in its other places: two or three of four in UTF-32, every other one in UTF-16. */
function wideEncoding(first: Buffer): string | null {
  const begins = first.toString('latin1', 0, 4)
  if (begins === '\xff\xfe\x00\x00' || begins === '\x00\x00\xfe\xff') return 'UTF-32'
  if (begins.startsWith('\xff\xfe') || begins.startsWith('\xfe\xff')) return 'UTF-16'
  const nuls = [0, 0, 0, 0]
  const length = Math.min(first.length, 4096)
  for (let place = 0; place < length; place++) if (first[place] === 0) nuls[place & 3]!++
  const quarter = Math.floor(length / 4)
  const isIn = (text: number, ...zeroes: number[]) => nuls[text]! < 0.1 * quarter && zeroes.every((place) => nuls[place]! > 0.9 * quarter)
  if (quarter > 1 && (isIn(0, 2, 3) || isIn(3, 0, 1))) return 'UTF-32'
  const halves = [nuls[0]! + nuls[2]!, nuls[1]! + nuls[3]!]
  const [more, fewer] = [Math.max(...halves), Math.min(...halves)]
  return more >= 4 && more >= 0.05 * length && more >= 4 * fewer ? 'UTF-16' : null
}
