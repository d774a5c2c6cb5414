import sql from 'sql-template-tag'
import { identifier, literal, type Connection } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'
import type { Compared, ComparedColumn } from './differing_rows.ts'
import { newRows } from './names.ts'
import { stagingTable } from './staging_table.ts'
import type { Attempt, Staging } from './store.ts'

// Snapshots of segments share one table; all columns but one_id are in `attributes`.
const segmentOf = (relation: string) => relation.split('.')[1]!

/** Collects the members of a snapshot. */
export function stageSnapshot({ node, version }: Attempt): Staging {
  const segment = segmentOf(node.name)
  const keep = (row_count: number) => {
    const statements = [
      sql`insert into segment.snapshot (segment, version, as_of, member_count)
       values (${segment}, ${version}, current_setting('memberhouse.as_of')::date, ${row_count})`,
      `insert into segment.snapshot_member (segment, version, one_id, attributes)
       select ${literal(segment)}, ${version}, one_id, to_jsonb(new_rows) - 'one_id' from ${newRows} as new_rows`,
    ]
    return Promise.resolve({ version, row_count, changed_count: row_count, statements })
  }
  return { ...stagingTable({ table: newRows, isTemporary: true, key: node.grain }), keep }
}

/** A subquery for the rows of one snapshot, in the columns of its segment. */
export function rowsOfSnapshot(node: Node, version: number): string {
  const columns = node.columns
    .filter(({ name }) => name !== 'one_id')
    .map(({ name, type }) => `, (attributes ->> ${literal(name)})::${type} as ${identifier(name)}`)
  return `(select one_id${columns.join('')} from segment.snapshot_member where segment = ${literal(segmentOf(node.name))} and version = ${version})`
}

/** Two snapshots of a segment, in the columns that its contracts had when they were built. */
export async function compareSnapshots(connection: Connection, relation: string, from: number, to: number): Promise<Compared> {
  const { rows } = await connection.query<ComparedColumn>(
    sql`select given.name, 'jsonb' as type, bool_or(given.personal) as is_personal
     from meta.run_node
     cross join rows from (jsonb_to_recordset(run_node.definition -> 'columns') as (name text, personal boolean)) with ordinality
         as given(name, personal, place)
     where run_node.node = ${relation} and run_node.run_id in (${from}, ${to}) and given.name <> 'one_id'
     group by given.name order by min(given.place)`,
  )
  const attributes = rows.map(({ name }) => `, attributes -> ${literal(name)} as ${identifier(name)}`).join('')
  const side = (version: number) =>
    `select one_id${attributes} from segment.snapshot_member where segment = ${literal(segmentOf(relation))} and version = ${version}`
  return {
    grain: ['one_id'],
    columns: [{ name: 'one_id', type: 'bigint', is_personal: false }, ...rows],
    before: side(from),
    after: side(to),
  }
}
