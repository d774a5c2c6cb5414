import type pg from 'pg'
import sql from 'sql-template-tag'
import { inTransaction, type Database } from '../postgres/database.ts'
import { isPassing } from '../postgres/failure_kind.ts'
import type { Node } from '../project/node.ts'
import { inOneMessage } from '../postgres/one_message.ts'
import { waitForReaders } from '../store/wait_for_readers.ts'
import { untilEffective } from './publish.ts'
import { recordEvent } from '../meta/record_event.ts'
import { comments } from '../store/relation_ddl.ts'
import { relationRecords } from '../store/sync_relations.ts'

type Waiting = { definition: Node; effective_at: Date; actor: string }

/**
 * Gives views their new definitions once the publication that changed them took effect, and not where a run was not published.
 * A view that cannot be replaced fails by itself, and `report` is told; the next run tries it again.
 */
export async function replaceViews(database: Database, runId: number, report: (line: string) => void): Promise<void> {
  const { rows } = await database.query<Waiting>(
    sql`select node.definition, publication.effective_at, publication.actor
     from meta.run_node as node
     inner join meta.publication on publication.release = node.run_id and publication.kind = 'publish'
     where node.run_id = ${runId} and node.kind = 'view' and node.state = 'waiting' order by node.position`,
  )
  if (rows[0]) await untilEffective(database, rows[0].effective_at)
  for (const { definition: node, actor } of rows) {
    try {
      await waitForReaders(database, node.name, report, () => inTransaction(database, (connection) => replaceView(connection, node, runId)))
    } catch (error) {
      if (isPassing(error)) throw error
      const { message, detail } = error as { message: string; detail?: string }
      const why = detail ? `${message}: ${detail}` : message
      await endNode(database, runId, node, 'failed', why)
      await recordEvent(database, runId, 'view failed', actor, `${node.name}: ${why}`)
      report(`${node.name} keeps its old definition: ${why}`)
    }
  }
}

async function replaceView(connection: pg.PoolClient, node: Node, runId: number): Promise<void> {
  await connection.query(`set local lock_timeout = '1s'; select pg_advisory_xact_lock(hashtext('memberhouse:sync'))`)
  // The lease is given back by now: what a newer run made of this view must not be undone.
  const newer = await connection.query(sql`select from meta.publication where kind = 'publish' and release > ${runId}`)
  if (newer.rowCount! > 0) return endNode(connection, runId, node, 'skipped', null)
  const create = `view ${node.name} as ${node.select}; ${comments(node, node.columns)}`
  await connection.query('savepoint as_it_was')
  try {
    await connection.query(`create or replace ${create}`)
  } catch (error) {
    // Invalid table definition: columns may only be added. Dropped and made in one transaction, readers wait and miss nothing.
    if ((error as { code?: string }).code !== '42P16') throw error
    await connection.query(`rollback to savepoint as_it_was; drop view ${node.name}; create ${create}`)
  }
  await inOneMessage(connection, ...relationRecords(node, node.columns, runId))
  await endNode(connection, runId, node, 'built', null)
}

async function endNode(
  connection: Database | pg.PoolClient,
  runId: number,
  { name }: Node,
  state: 'built' | 'skipped' | 'failed',
  error: string | null,
): Promise<void> {
  await connection.query(
    sql`update meta.run_node set state = ${state}, error = ${error}, ended_at = clock_timestamp() where run_id = ${runId} and node = ${name}`,
  )
}
