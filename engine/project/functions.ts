import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutMark } from '../base/without_mark.ts'

const folder = join(import.meta.dirname, '../../sql/functions')

/** Reads `sql/functions/`: the texts of the SQL functions that models and views call, by name. */
export async function readFunctions(): Promise<Map<string, string>> {
  const files = (await readdir(folder)).sort()
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.replace(/\.sql$/, ''), withoutMark(await readFile(join(folder, file), 'utf8'))] as const),
    ),
  )
}
