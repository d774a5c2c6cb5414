import sql from 'sql-template-tag'
import { LeaseHeld, lockLease } from './begin_run.ts'
import type { Node } from './node.ts'
import { inTransaction, type Connection, type Database } from './database.ts'
import { MemberhouseError } from './errors.ts'
import { recordEvent } from './record_event.ts'
import { storeTable } from './storage.ts'
import { applyStep, dropView } from './sync_relations.ts'

/** What a reset takes away: the published releases that lose the relation, and the models that read it. */
export type Reset = { relation: string; releases: number[]; dependents: string[] }

/** What a reset of the model would take away; changes nothing. */
export async function readLoss(database: Database | Connection, nodes: Node[], name: string): Promise<Reset> {
  const node = findResettable(nodes, name)
  const { rows } = await database.query<{ release: number }>(
    sql`select release.release from meta.release_relation as held inner join meta.release on release.release = held.release
     where held.relation = ${node.name} and release.state in ('published', 'candidate') order by release.release`,
  )
  return {
    relation: node.name,
    releases: rows.map((row) => row.release),
    dependents: nodes.filter((candidate) => candidate.refs.includes(node.name)).map((candidate) => candidate.name),
  }
}

/**
 * Drops all versions of a relation and makes it anew, empty, as its contract says now: what schema sync refuses.
 * Readers get an error that says so until the next release; releases that lost it cannot be rolled back to.
 */
export function resetModel(database: Database, nodes: Node[], name: string, actor: string): Promise<Reset> {
  const node = findResettable(nodes, name)
  return inTransaction(database, async (connection) => {
    await connection.query(`set local lock_timeout = '5s'`)
    const lease = await lockLease(connection)
    if (lease.run_id !== null && lease.is_held)
      throw new LeaseHeld({ run_id: lease.run_id, started_at: lease.started_at!, actor: lease.actor! })
    await dropView(connection, node.name)
    await connection.query(`drop table if exists store.${storeTable(node.name)}`)
    await connection.query(sql`delete from meta.relation where relation = ${node.name}`)
    await connection.query(
      sql`update meta.version
       set retired_at = clock_timestamp(), retired_because = format('the model was reset by %s', ${actor}::text), partition = null
       where relation = ${node.name} and retired_at is null`,
    )
    await applyStep(connection, { node, now: null, changes: [`create ${node.name}`], conflicts: [] }, 0)
    const loss = await readLoss(connection, nodes, name)
    if (loss.releases.length > 0) await recordEvent(connection, loss.releases.at(-1)!, 'model reset', actor, node.name)
    return loss
  })
}

function findResettable(nodes: Node[], name: string): Node {
  const node = nodes.find((candidate) => candidate.name === name || candidate.name.split('.')[1] === name)
  if (!node?.store)
    throw new MemberhouseError(`There is no stored model '${name}'`, { hint: 'See the models with: memberhouse plan --full-refresh' })
  if (node.source) {
    throw new MemberhouseError(`${node.name} is a source: its rows were loaded, no build brings them back`, {
      hint: 'Give the column another name, or declare a new source and load its files.',
    })
  }
  return node
}
