import { to as copyTo } from 'pg-copy-streams'
import { splitRows } from '../postgres/copy_text.ts'
import type { Connection } from '../postgres/database.ts'
import { listColumns, type StagedColumn } from './scan/file_layout.ts'

/** Says of a value of a type of identifier whether normalisation leaves it, changes it or cannot read it. */
export type Judge = (type: string, value: string) => 'standard' | 'standardised' | 'unreadable'
/** How many values of a column normalisation changes, and how many it cannot read. */
export type Judged = { standardised: number; unreadable: number }

/** Counts the judgements on the identifiers in `rows`, as SQL, by column. */
export async function judgeIdentifiers(
  connection: Connection,
  rows: string,
  layout: StagedColumn[],
  judge: Judge | undefined,
): Promise<Map<string, Judged>> {
  const columns = layout.filter(({ identifier }) => judge && identifier)
  const judged = new Map(columns.map(({ name }): [string, Judged] => [name, { standardised: 0, unreadable: 0 }]))
  if (!judge || columns.length === 0) return judged
  for await (const values of splitRows(connection.query(copyTo(`copy (select ${listColumns(columns)} from ${rows}) to stdout`)))) {
    for (const [place, { name, identifier }] of columns.entries()) {
      const value = values[place]
      const found = value ? judge(identifier!, value) : 'standard'
      if (found !== 'standard') judged.get(name)![found]++
    }
  }
  return judged
}
