import sql from 'sql-template-tag'
import { identifier, inTransaction, type Connection, type Database } from './database.ts'
import type { Node } from './node.ts'
import { patiently } from './patiently.ts'
import { refuseConflicts, type ColumnNow, type SyncStep } from './plan_sync.ts'
import { holdLease, type Lease } from './lease.ts'
import { comments, createTable, createView, dropColumns } from './relation_ddl.ts'
import { readableColumns, storeTable } from './storage.ts'

/**
 * Makes the relations what the contracts say: new ones, and new columns (nullable, last in the view).
 * Waits for readers a second at a time, for 5 minutes in all, telling `report` who blocks. A load has no lease, a run must hold its own.
 */
export async function syncRelations(
  database: Database,
  steps: SyncStep[],
  lease: Lease | null,
  report: (line: string) => void,
): Promise<void> {
  refuseConflicts(steps)
  for (const step of steps.filter(({ changes }) => changes.length > 0)) {
    await patiently(database, step.node.name, report, () =>
      inTransaction(database, async (connection) => {
        await connection.query(`set local lock_timeout = '1s'; select pg_advisory_xact_lock(hashtext('memberhouse:sync'))`)
        await applyStep(connection, step, lease?.run_id ?? 0)
        if (lease) await holdLease(connection, lease)
      }),
    )
  }
}

/** One relation's step, in a transaction of the caller's. */
export async function applyStep(connection: Connection, { node, now, changes }: SyncStep, runId: number): Promise<void> {
  const kept = (now?.columns ?? []).filter(
    ({ column_name: name }) => !changes.some((change) => change === `drop ${name}` || change.startsWith(`retype ${name} `)),
  )
  const gone = (now?.columns ?? []).filter((column) => !kept.includes(column))
  const wanted = readableColumns(node)
  const added = wanted.filter((column) => !kept.some(({ column_name }) => column_name === column.name))
  const columns = [...kept.map((column) => wanted.find(({ name }) => name === column.column_name) ?? retired(column, runId)), ...added]
  if (!now) await connection.query(createTable(node, columns))
  if (gone.length > 0) await connection.query(`${dropView(node.name)}; ${dropColumns(node, gone)}`)
  if (now && added.length > 0) {
    await connection.query(
      `alter table store.${storeTable(node.name)} ${added.map((column) => `add column ${identifier(column.name)} ${column.type}`).join(', ')}`,
    )
  }
  if (!now || changes[0] !== 'describe') await connection.query(createView(node, columns))
  await connection.query(comments(node, columns))
  await recordRelation(connection, node, columns, runId)
  if (node.source) await connection.query(sql`insert into meta.source (source) values (${node.name}) on conflict do nothing`)
}

/** A published column that the contract has no more: kept, and null in what is built from now on. */
const retired = ({ column_name, type, doc, is_personal, is_retired }: ColumnNow, runId: number): RelationColumn => ({
  name: column_name,
  type,
  doc: is_retired ? doc : `No longer built: null since run ${runId}. It was: ${doc}`,
  nullable: true,
  personal: is_personal,
  is_retired: true,
})

type RelationColumn = Node['columns'][number] & { is_retired?: boolean }

/** Drops a relation's view, and the views for people that read it: those are made again by the next run that is published. */
export const dropView = (name: string) =>
  `drop view if exists ${name} cascade; delete from meta.relation where store = 'view' and to_regclass(relation) is null`

/** Writes down what the database has: columns that are new were added by `runId`. */
export async function recordRelation(connection: Connection, node: Node, columns: RelationColumn[], runId: number): Promise<void> {
  await connection.query(
    sql`insert into meta.relation (relation, store, store_table, grain, doc, code_hash)
     values (${node.name}, ${node.store ?? 'view'}, ${node.store && storeTable(node.name)}, ${node.grain}, ${node.doc}, ${node.code_hash})
     on conflict (relation) do update
     set store = excluded.store, grain = excluded.grain, doc = excluded.doc, code_hash = excluded.code_hash`,
  )
  const given = JSON.stringify(columns)
  await connection.query(
    sql`delete from meta.relation_column as known where known.relation = ${node.name} and not exists (
         select from jsonb_to_recordset(${given}) as wanted(name text, type text)
         where wanted.name = known.column_name and wanted.type = known.type
     )`,
  )
  await connection.query(
    sql`insert into meta.relation_column (relation, column_name, type, doc, is_personal, is_retired, position, added_by_run)
     select ${node.name}, columns.name, columns.type, columns.doc, columns.personal, coalesce(columns.is_retired, false),
         columns.place, ${runId}
     from rows from (jsonb_to_recordset(${given}) as (name text, type text, doc text, personal boolean, is_retired boolean)) with ordinality
         as columns(name, type, doc, personal, is_retired, place)
     on conflict (relation, column_name) do update
     set doc = excluded.doc, is_personal = excluded.is_personal, is_retired = excluded.is_retired, position = excluded.position`,
  )
}
