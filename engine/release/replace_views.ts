import type pg from 'pg'
import sql from 'sql-template-tag'
import { inTransaction, type Database } from '../postgres/database.ts'
import { isTransient } from '../postgres/is_transient.ts'
import type { Node } from '../project/node.ts'
import { inOneMessage } from '../postgres/one_message.ts'
import { waitForReaders } from '../store/wait_for_readers.ts'
import { waitUntilEffective } from './publish.ts'
import { recordEvent } from '../meta/record_event.ts'
import { comments } from '../store/relation_ddl.ts'
import { relationRecords } from '../store/sync_relations.ts'

type Waiting = { definition: Node; effective_at: Date; actor: string }

/**
 * Replaces the views that a published run changed, once its publication is effective; does nothing for other runs. A view that
 * cannot be replaced keeps its definition, its node fails, and the next run retries it.
 */
export async function replaceViews(database: Database, runId: number, report: (line: string) => void): Promise<void> {
  const { rows } = await database.query<Waiting>(
    sql`select node.definition, publication.effective_at, publication.actor
     from meta.run_node as node
     inner join meta.publication on publication.release = node.run_id and publication.kind = 'publish'
     where node.run_id = ${runId} and node.kind = 'view' and node.state = 'waiting' order by node.position`,
  )
  if (rows[0]) await waitUntilEffective(database, rows[0].effective_at)
  for (const { definition: node, actor } of rows) {
    try {
      await waitForReaders(database, node.name, report, () => inTransaction(database, (connection) => replaceView(connection, node, runId)))
    } catch (error) {
      if (isTransient(error)) throw error
      const { message, detail } = error as { message: string; detail?: string }
      const why = detail ? `${message}: ${detail}` : message
      await finishNode(database, runId, node, 'failed', why)
      await recordEvent(database, runId, 'view failed', actor, `${node.name}: ${why}`)
      report(`${node.name} keeps its old definition: ${why}`)
    }
  }
}

async function replaceView(connection: pg.PoolClient, node: Node, runId: number): Promise<void> {
  await connection.query(`set local lock_timeout = '1s'; select pg_advisory_xact_lock(hashtext('memberhouse:sync'))`)
  // The lease is released by now: do not undo the definition of a newer run.
  const newer = await connection.query(sql`select from meta.publication where kind = 'publish' and release > ${runId}`)
  if (newer.rowCount! > 0) return finishNode(connection, runId, node, 'skipped', null)
  const create = `view ${node.name} as ${node.select}; ${comments(node, node.columns)}`
  await connection.query('savepoint before_replace')
  try {
    await connection.query(`create or replace ${create}`)
  } catch (error) {
    // 42P16, invalid table definition: replacing can only add columns. A drop and create in one transaction only makes readers wait.
    if ((error as { code?: string }).code !== '42P16') throw error
    await connection.query(`rollback to savepoint before_replace; drop view ${node.name}; create ${create}`)
  }
  await inOneMessage(connection, ...relationRecords(node, node.columns, runId))
  await finishNode(connection, runId, node, 'built', null)
}

async function finishNode(
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
