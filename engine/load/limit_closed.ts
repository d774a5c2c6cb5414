import { literal, type Connection } from '../postgres/database.ts'
import type { SourceModel } from '../project/source_model.ts'
import { openRows } from '../store/by_change/landing.ts'
import { FileRefusal } from './file_refusal.ts'

/**
 * Refuses a file that lacks more of the open rows than its source allows, or all of them without adding one: nearly always a broken
 * export. `closed` counts the rows that it lacks, `written` those that it adds or changes.
 */
export async function limitClosed(
  connection: Connection,
  source: SourceModel,
  fileName: string,
  closed: number,
  written: number,
): Promise<void> {
  if (closed === 0) return
  const { max_closed_rate: rate, deletion } = source.kind
  const isWhole = deletion.by === 'whole_file'
  const { rows } = await connection.query<{ present: number; allowed: number }>(
    `select count(*) as present, ceil(count(*) * ${rate}::numeric)::bigint as allowed from ${openRows(source)} as open_rows
     ${isWhole ? '' : `where source_file = ${literal(fileName)}`}`,
  )
  const { present, allowed } = rows[0]!
  const leavesNone = closed === present && written === 0
  if (closed <= allowed && !leavesNone) return
  throw new FileRefusal(
    `it lacks ${closed} of the ${present} rows of ${isWhole ? source.name : fileName} and would delete them; ` +
      (leavesNone ? 'it has no other rows' : `max_closed_rate allows ${allowed}`),
    { hint: 'Fetch the file again. If these rows are really deleted, load it with --accept-closed.' },
  )
}
