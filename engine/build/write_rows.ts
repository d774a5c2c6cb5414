import type pg from 'pg'
import sql from 'sql-template-tag'
import { identifier } from '../postgres/database.ts'
import { newRows, passAudits, passRows, type Build, type Written } from './pass_rows.ts'
import { keptVersions, storeTable } from '../store/storage.ts'
import { writeByChange } from './write_by_change.ts'

/** Writes what a node gives, after its audits have passed; in the caller's transaction, under the settings of its run. */
export async function writeRows(connection: pg.PoolClient, started: Build): Promise<Written> {
  if (started.node.kind === 'audit') return writeAudit(connection, started)
  if (started.node.kind === 'snapshot') return writeSnapshot(connection, started)
  return started.node.store === 'versions' ? writeVersion(connection, started) : writeByChange(connection, started)
}

/** All rows in a partition of their own, attached when they have passed. */
async function writeVersion(connection: pg.PoolClient, build: Build): Promise<Written> {
  const { node, version, attempt } = build
  const partition = `${storeTable(node.name)}_v${version}a${attempt}`
  const table = `store.${identifier(partition)}`
  const parent = `store.${storeTable(node.name)}`
  const { row_count, results } = await passRows(connection, build, {
    table,
    constants: { version },
    key: node.grain,
    actions: ['alter version set not null', `alter version set (n_distinct = ${keptVersions})`, `add check (version = ${version})`],
  })
  const keeping = [
    `alter table ${parent} attach partition ${table} for values in (${version})`,
    sql`insert into meta.version (relation, version, kept_in, partition, row_count)
     values (${node.name}, ${version}, ${parent}::regclass, ${partition}, ${row_count})`,
    // Holds the same lock as attaching did, against which nobody reads.
    `analyze only ${parent}`,
  ]
  return { version, row_count, changed_count: row_count, results, keeping }
}

async function writeSnapshot(connection: pg.PoolClient, build: Build): Promise<Written> {
  const { node, version } = build
  const stored = node.columns.map(({ name, type }) => ({ column_name: name, type, is_retired: false }))
  const { row_count, results } = await passRows(connection, { ...build, stored }, newRows(node))
  const segment = node.name.split('.')[1]
  const keeping = [
    sql`insert into segment.snapshot (segment, version, as_of, member_count)
     values (${segment}, ${version}, current_setting('memberhouse.as_of')::date, ${row_count})`,
    sql`insert into segment.snapshot_member (segment, version, one_id, attributes)
     select ${segment}, ${version}, one_id, to_jsonb(new_rows) - 'one_id' from new_rows`,
  ]
  return { version, row_count, changed_count: row_count, results, keeping }
}

async function writeAudit(connection: pg.PoolClient, { node, version }: Build): Promise<Written> {
  const results = await passAudits(connection, node, version, `(\n${node.select}\n) as failing_rows`)
  return { version, row_count: results[0]!.failing_count, changed_count: 0, results, keeping: [] }
}
