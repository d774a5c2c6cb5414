import sql from 'sql-template-tag'
import type { Connection } from '../postgres/database.ts'
import { fileColumns, type SourceModel } from '../project/source_model.ts'
import { emptyKey } from './reasons.ts'
import type { Judged } from './judge_identifiers.ts'
import type { StagedColumn } from './scan/file_layout.ts'

/**
 * Records for each declared column of a file how many rows have no value in it, and how many were rejected for their value. A rejected row
 * without a part of its key counts as missing, not as invalid. `missing` is in the order of the layout.
 */
export async function recordColumns(
  connection: Connection,
  source: SourceModel,
  batchId: number,
  rowsRead: number,
  layout: StagedColumn[],
  missing: number[],
  judged: Map<string, Judged>,
): Promise<void> {
  const columns = fileColumns(source).map(({ name }) => {
    const place = layout.findIndex((column) => !column.isExtra && column.name === name)
    // An optional column that the file lacks.
    return { name, missing: place < 0 ? null : missing[place]!, ...judged.get(name) }
  })
  await connection.query(
    sql`insert into meta.batch_column (batch_id, column_name, rows_missing, rows_rejected, rows_standardised, rows_unreadable)
     select ${batchId}, measured.name,
         coalesce(measured.missing, ${rowsRead} - (select count(*) from rejected where problem is not null)), coalesce(rejection.row_count, 0), measured.standardised, measured.unreadable
     from jsonb_to_recordset(${JSON.stringify(columns)}) as measured(name text, missing bigint, standardised bigint, unreadable bigint)
     left join (
         select split_part(reason, ': ', 1) as column_name, count(*) as row_count
         from (select unnest(reasons) as reason from rejected where problem is null) as found
         where reason not like ${`%: ${emptyKey}`}
         group by column_name
     ) as rejection on rejection.column_name = measured.name`,
  )
}
