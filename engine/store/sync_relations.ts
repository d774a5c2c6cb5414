import sql, { type Sql } from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'
import { inOneMessage } from '../postgres/one_message.ts'
import { waitForReaders } from './wait_for_readers.ts'
import { altersView, planSync, refuseConflicts, type ColumnNow, type SyncStep } from './plan_sync.ts'
import { MemberhouseError } from '../base/errors.ts'
import { holdLease, type Lease } from '../meta/lease.ts'
import { createSourceRegistry, createRegistry } from './by_change/registry.ts'
import { storedIn } from './names.ts'
import { addColumns, comments, createIndexes, dropColumns } from './relation_ddl.ts'
import { createView } from './create_view.ts'
import { stores } from './stores.ts'
import { readableColumns, registryOf } from '../project/node.ts'

/**
 * Creates and alters relations to match their contracts: new relations, and new columns (nullable, last in the view). Waits for readers in
 * steps of a second, 5 minutes in total, and reports the blocking transactions. A run must hold its lease; a load has none.
 */
export async function syncRelations(
  database: Database,
  steps: SyncStep[],
  lease: Lease | null,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  refuseConflicts(steps)
  const apply = (nodes: Node[]) =>
    inTransaction(database, async (connection) => {
      await connection.query(`set local lock_timeout = '1s'; select pg_advisory_xact_lock(hashtext('memberhouse:sync'))`)
      // Planned again under the lock: a load and a run may have planned the same column.
      const planned = await planSync(connection, nodes)
      refuseConflicts(planned)
      for (const step of planned.filter(({ changes }) => changes.length > 0)) await applyStep(connection, step, lease?.run_id ?? 0)
      if (lease) await holdLease(connection, lease)
    })
  // New relations have no readers, so they are created together: a hundred at a time, to fit the server's lock table.
  const groups = steps.filter(({ now, changes }) => now !== null && changes.length > 0).map(({ node }) => [node])
  const created = steps.filter(({ now }) => now === null).map(({ node }) => node)
  for (let next = 0; next < created.length; next += 100) groups.push(created.slice(next, next + 100))
  for (const nodes of groups) await waitForReaders(database, nodes[0]!.name, report, () => apply(nodes), signal)
}

/** Applies the step of one relation in the caller's transaction. */
export async function applyStep(connection: Connection, { node, now, changes }: SyncStep, runId: number): Promise<void> {
  const kept = (now?.columns ?? []).filter(
    ({ column_name: name }) => !changes.some((change) => change === `drop ${name}` || change.startsWith(`retype ${name} `)),
  )
  const gone = (now?.columns ?? []).filter((column) => !kept.includes(column))
  const wanted = readableColumns(node)
  const added = wanted.filter((column) => !kept.some(({ column_name }) => column_name === column.name))
  const columns = [...kept.map((column) => wanted.find(({ name }) => name === column.column_name) ?? deprecated(column, runId)), ...added]
  if (gone.length > 0) await dropView(connection, node.name)
  if (gone.length > 0 && node.source) await dropView(connection, registryOf(node).name)
  const names = columns.map(({ name }) => name)
  const isMade = !now || changes.some(altersView)
  const isChanged = (verb: string, index: string[]) => changes.includes(`${verb} index (${index.join(', ')})`)
  const gained = node.indexes.filter((index) => isChanged('add', index))
  const lost = (now?.indexes ?? []).filter((index) => isChanged('drop', index.columns))
  const store = stores[node.store!]
  await inOneMessage(
    connection,
    ...(now ? [] : [store.create(node, columns)]),
    ...lost.map(({ name }) => `drop index ${name}`),
    ...(gone.length > 0
      ? [
          dropColumns(
            node,
            gone.map(({ column_name }) => column_name),
          ),
        ]
      : []),
    ...(now && added.length > 0 ? [addColumns(node, added)] : []),
    ...createIndexes(storedIn(node.name), gained),
    ...(isMade ? [createView(node, names, storedIn(node.name), store.isVisible)] : []),
    ...(isMade && node.source ? [createSourceRegistry(node, names)] : []),
    ...(isMade && node.remembers ? [createRegistry(node)] : []),
    comments(node, columns),
    ...relationRecords(node, columns, runId),
    ...(node.source ? [sql`insert into meta.source (source) values (${node.name}) on conflict do nothing`] : []),
  )
}

/** A published column that the contract no longer has: deprecated, and null in new versions. */
const deprecated = ({ column_name, type, doc, is_personal, is_deprecated }: ColumnNow, runId: number): RelationColumn => ({
  name: column_name,
  type,
  doc: is_deprecated ? doc : `No longer built: null since run ${runId}. It was: ${doc}`,
  nullable: true,
  personal: is_personal,
  is_deprecated: true,
})

type RelationColumn = Node['columns'][number] & { is_deprecated?: boolean }

/** Drops a relation's view and the project's `view` models that read it: the next published run creates these again. */
export async function dropView(connection: Connection, name: string): Promise<void> {
  const { rows } = await connection.query<{ dependent: string; is_ours: boolean }>(
    sql`select distinct format('%I.%I', namespace.nspname, dependent.relname) as dependent, relation.relation is not null as is_ours
     from pg_depend
     inner join pg_rewrite on pg_rewrite.oid = pg_depend.objid and pg_depend.classid = 'pg_rewrite'::regclass
     inner join pg_class as dependent on dependent.oid = pg_rewrite.ev_class
     inner join pg_namespace as namespace on namespace.oid = dependent.relnamespace
     left join meta.relation
         on relation.relation = format('%s.%s', namespace.nspname, dependent.relname) and relation.store = 'view'
     where pg_depend.refobjid = to_regclass(${name}) and dependent.oid <> to_regclass(${name})
     order by dependent`,
  )
  const foreign = rows.filter((row) => !row.is_ours).map((row) => row.dependent)
  if (foreign.length > 0) {
    throw new MemberhouseError(`${name} must be created again, but other views read it: ${foreign.join(', ')}`, {
      hint: 'Save their definitions (pg_get_viewdef), drop them, and create them again afterwards.',
    })
  }
  for (const { dependent } of rows) await connection.query(`drop view ${dependent}`)
  await connection.query(`drop view if exists ${name}; delete from meta.relation where store = 'view' and to_regclass(relation) is null`)
}

/** Statements that record the relation and its columns; new columns were added by `runId`. */
export function relationRecords(node: Node, columns: RelationColumn[], runId: number): Sql[] {
  const given = JSON.stringify(columns)
  return [
    sql`insert into meta.relation (relation, store, grain, doc, code_hash)
     values (${node.name}, ${node.store ?? 'view'}, ${node.grain}, ${node.doc}, ${node.code_hash})
     on conflict (relation) do update
     set store = excluded.store, grain = excluded.grain, doc = excluded.doc, code_hash = excluded.code_hash`,
    sql`delete from meta.relation_column as known where known.relation = ${node.name} and not exists (
         select from jsonb_to_recordset(${given}) as wanted(name text, type text)
         where wanted.name = known.column_name and wanted.type = known.type
     )`,
    sql`insert into meta.relation_column (relation, column_name, type, doc, is_personal, is_deprecated, position, added_by_run)
     select ${node.name}, columns.name, columns.type, columns.doc, columns.personal, coalesce(columns.is_deprecated, false),
         columns.place, ${runId}
     from rows from (jsonb_to_recordset(${given}) as (name text, type text, doc text, personal boolean, is_deprecated boolean)) with ordinality
         as columns(name, type, doc, personal, is_deprecated, place)
     on conflict (relation, column_name) do update
     set doc = excluded.doc, is_personal = excluded.is_personal, is_deprecated = excluded.is_deprecated, position = excluded.position`,
  ]
}
