import sql from 'sql-template-tag'
import { inTransaction, type Database } from './database.ts'
import type { Node } from './node.ts'
import { patiently } from './patiently.ts'
import { untilEffective } from './publish.ts'
import { comments } from './relation_ddl.ts'
import { recordRelation } from './sync_relations.ts'

/** Gives views their new definitions once the publication that changed them took effect, and not where a run was not published. */
export async function replaceViews(database: Database, runId: number, report: (line: string) => void): Promise<void> {
  const { rows } = await database.query<{ definition: Node; effective_at: Date }>(
    sql`select node.definition, publication.effective_at
     from meta.run_node as node
     inner join meta.publication on publication.release = node.run_id and publication.kind = 'publish'
     where node.run_id = ${runId} and node.kind = 'view' and node.state = 'waiting' order by node.position`,
  )
  if (rows[0]) await untilEffective(database, rows[0].effective_at)
  for (const { definition: node } of rows) {
    await patiently(database, node.name, report, () =>
      inTransaction(database, async (connection) => {
        await connection.query(`set local lock_timeout = '1s'`)
        // `create or replace` cannot take a column away; dropped and made in one transaction, readers wait and miss nothing.
        await connection.query(
          `drop view if exists ${node.name}; create view ${node.name} as ${node.select}; ${comments(node, node.columns)}`,
        )
        await recordRelation(connection, node, node.columns, runId)
        await connection.query(
          sql`update meta.run_node set state = 'built', ended_at = clock_timestamp() where run_id = ${runId} and node = ${node.name}`,
        )
      }),
    )
  }
}
