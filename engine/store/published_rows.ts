import sql from 'sql-template-tag'
import type { Connection } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'
import { rowsOfSnapshot } from './snapshots.ts'
import { stores } from './stores.ts'

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
  return node.store === null ? rowsOfSnapshot(node, version) : stores[node.store].rowsOf(node.name, version)
}
