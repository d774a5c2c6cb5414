import sql from 'sql-template-tag'
import { identifier, literal, type Connection } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'
import { storeTable } from './storage.ts'

/** A subquery for the rows of a node that readers saw when the run began; null where they saw none. */
export async function publishedRows(connection: Connection, node: Node, runId: number): Promise<string | null> {
  const { rows } = await connection.query<{ version: number }>(
    sql`select held.version
     from meta.run inner join meta.release_relation as held on held.release = run.expected_release and held.relation = ${node.name}
     left join meta.version on version.relation = held.relation and version.version = held.version
     where run.run_id = ${runId} and version.retired_at is null`,
  )
  if (!rows[0]) return null
  const { version } = rows[0]
  if (node.kind === 'snapshot') {
    const columns = node.columns
      .filter(({ name }) => name !== 'one_id')
      .map(({ name, type }) => `, (attributes ->> ${literal(name)})::${type} as ${identifier(name)}`)
    return `(select one_id${columns.join('')} from segment.snapshot_member where segment = ${literal(node.name.split('.')[1]!)} and version = ${version})`
  }
  const held = node.store === 'versions' ? `version = ${version}` : `from_version <= ${version} and to_version > ${version}`
  return `(select * from store.${storeTable(node.name)} where ${held})`
}
