import type { SourceKind } from '../../project/contract.ts'
import { readBytes } from './read_bytes.ts'
import { csvScanner } from './scan_csv.ts'
import { ndjsonScanner } from './scan_ndjson.ts'
import type { Sink } from './scan.ts'

/** Scans a whole file. `settle` is awaited between chunks, to send what the sink has collected; `constants` are written after each line number. */
export async function scanFile(
  path: string,
  kind: SourceKind,
  rules: readonly number[] | null,
  sink: Sink,
  settle: () => Promise<void> | void,
  constants: readonly string[] = [],
): Promise<{ blank_lines: number }> {
  const scanner = kind.format === 'csv' ? csvScanner(kind, rules, sink, constants) : ndjsonScanner(sink)
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of readBytes(path, kind)) {
    const input = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes
    rest = input.subarray(scanner.scan(input, false))
    await settle()
  }
  scanner.scan(rest, true)
  scanner.flush()
  await settle()
  return { blank_lines: scanner.blankLines() }
}
