import sql from 'sql-template-tag'
import { LeaseHeld, lockLease } from '../meta/lease.ts'
import type { Node } from '../project/node.ts'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { moment } from '../base/format_table.ts'
import { recordEvent } from '../meta/record_event.ts'
import { dropTable } from '../store/relation_ddl.ts'
import { applyStep, dropView } from '../store/sync_relations.ts'

/** The effect of a reset: the releases that lose the relation, and the models that read it. */
export type ResetImpact = { relation: string; releases: number[]; dependents: string[] }

/** Returns the effect that a reset of the model would have; changes nothing. Throws when a pinned release holds it. */
export async function readResetImpact(database: Database | Connection, nodes: Node[], name: string): Promise<ResetImpact> {
  const node = findResettable(nodes, name)
  await refusePinned(database, node.name)
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
 * Drops all versions of a relation and creates it again, empty, from its current contract: for changes that schema sync refuses.
 * Readers get an error until the next release. Releases that lost it cannot be rolled back to.
 */
export function resetModel(database: Database, nodes: Node[], name: string, actor: string): Promise<ResetImpact> {
  const node = findResettable(nodes, name)
  return inTransaction(database, async (connection) => {
    await connection.query(`set local lock_timeout = '5s'`)
    const lease = await lockLease(connection)
    if (lease.run_id !== null && lease.is_held)
      throw new LeaseHeld({ run_id: lease.run_id, started_at: lease.started_at!, actor: lease.actor! })
    const loss = await readResetImpact(connection, nodes, name)
    await dropView(connection, node.name)
    await connection.query(dropTable(node.name))
    await connection.query(sql`delete from meta.relation where relation = ${node.name}`)
    await connection.query(
      sql`update meta.version
       set retired_at = coalesce(retired_at, clock_timestamp()), removed_at = clock_timestamp(), partition = null,
           retired_because = coalesce(retired_because, format('the model was reset by %s', ${actor}::text))
       where relation = ${node.name} and removed_at is null`,
    )
    await applyStep(connection, { node, now: null, changes: [`create ${node.name}`], conflicts: [] }, 0)
    if (loss.releases.length > 0) await recordEvent(connection, loss.releases.at(-1)!, 'model reset', actor, node.name)
    return loss
  })
}

async function refusePinned(database: Database | Connection, relation: string): Promise<void> {
  const { rows } = await database.query<{ name: string; release: number; actor: string; expires_at: Date }>(
    sql`select pin.name, pin.release, pin.actor, pin.expires_at from meta.pin
     inner join meta.release_relation as held on held.release = pin.release
     inner join meta.version on version.relation = held.relation and version.version = held.version
     where held.relation = ${relation} and version.retired_at is null and pin.expires_at > clock_timestamp() order by pin.name`,
  )
  if (rows.length === 0) return
  const pins = rows.map((pin) => `${pin.name} (release ${pin.release}, by ${pin.actor} until ${moment(pin.expires_at)})`)
  throw new MemberhouseError(`${relation} cannot be reset: pinned releases hold it: ${pins.join(', ')}`, {
    hint: `Remove the pin first: memberhouse release unpin ${rows[0]!.name}`,
  })
}

function findResettable(nodes: Node[], name: string): Node {
  const found = nodes.filter((candidate) => candidate.name === name || candidate.name.split('.')[1] === name)
  if (found.length > 1)
    throw new MemberhouseError(`Several models are called ${name}`, { hint: `Choose one: ${found.map((node) => node.name).join(', ')}` })
  const [node] = found
  if (!node?.store)
    throw new MemberhouseError(`There is no stored model '${name}'`, { hint: 'See the models with: memberhouse plan --full-refresh' })
  if (node.source) {
    throw new MemberhouseError(`${node.name} is a source, and a build cannot recreate loaded rows`, {
      hint: 'Rename the column, or declare a new source and load its files.',
    })
  }
  return node
}
