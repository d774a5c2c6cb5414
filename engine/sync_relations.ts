import type { Node } from './node.ts'
import { identifier, inTransaction, literal, type Connection, type Database } from './database.ts'
import { MemberhouseError } from './errors.ts'
import { openEnd, readableColumns, storeTable } from './storage.ts'

type ColumnNow = { column_name: string; type: string; doc: string; is_published: boolean }
type RelationNow = { relation: string; store: string; grain: string[]; doc: string; columns: ColumnNow[] }

/** What schema sync does to one relation; `conflicts` are what only `memberhouse model reset` may do. */
export type SyncStep = { node: Node; now: RelationNow | null; changes: string[]; conflicts: string[] }

/** Compares the relations of a project with those of the database. Changes nothing. */
export async function planSync(database: Database, nodes: Node[]): Promise<SyncStep[]> {
  const { rows } = await database.query<RelationNow>(
    `select relation.relation, relation.store, relation.grain, relation.doc, (
         select jsonb_agg(jsonb_build_object(
             'column_name', columns.column_name, 'type', columns.type, 'doc', columns.doc,
             'is_published', exists (
                 select from meta.release_relation as held
                 inner join meta.release on release.release = held.release
                 where held.relation = columns.relation
                     and held.release >= columns.added_by_run
                     and release.state = 'published'
             ) or exists (
                 select from meta.batch where batch.source = columns.relation and batch.state = 'loaded'
             )
         ) order by columns.position)
         from meta.relation_column as columns where columns.relation = relation.relation
     ) as columns
     from meta.relation where relation.relation = any($1)`,
    [nodes.map((node) => node.name)],
  )
  const known = new Map(rows.map((row) => [row.relation, row]))
  return nodes.filter((node) => node.store).map((node) => compare(node, known.get(node.name) ?? null))
}

function compare(node: Node, now: RelationNow | null): SyncStep {
  if (!now) return { node, now, changes: [`create ${node.name}`], conflicts: [] }
  const changes: string[] = []
  const conflicts: string[] = []
  const wanted = new Map(readableColumns(node).map((column) => [column.name, column]))
  if (now.store !== node.store) conflicts.push(`stored by ${now.store}, the contract says by ${node.store}`)
  if (now.grain.join() !== node.grain.join()) conflicts.push(`its grain is (${now.grain.join(', ')}), the contract says (${node.grain.join(', ')})`)
  for (const column of now.columns) {
    const target = wanted.get(column.column_name)
    if (target && target.type === column.type) continue
    const change = target ? `retype ${column.column_name} from ${column.type} to ${target.type}` : `drop ${column.column_name}`
    if (column.is_published) conflicts.push(`${change}, which published releases hold`)
    else changes.push(change)
  }
  const present = new Set(now.columns.map((column) => column.column_name))
  for (const column of wanted.values()) if (!present.has(column.name)) changes.push(`add ${column.name} ${column.type}`)
  const docsDiffer = now.doc !== node.doc || now.columns.some((column) => (wanted.get(column.column_name)?.doc ?? column.doc) !== column.doc)
  if (docsDiffer && changes.length === 0) changes.push('describe')
  return { node, now, changes, conflicts }
}

/** One error that tells all that schema sync may not do. */
export function refuseConflicts(steps: SyncStep[]): void {
  const refused = steps.filter((step) => step.conflicts.length > 0)
  if (refused.length === 0) return
  const lines = refused.flatMap(({ node, conflicts }) => conflicts.map((conflict) => `  ${node.name}: ${conflict}`))
  throw new MemberhouseError(`Published relations cannot change like this:\n${lines.join('\n')}`, {
    hint: `Give the column another name, or drop the older versions with: memberhouse model reset ${refused[0]!.node.name}`,
  })
}

/**
 * Makes the relations what the contracts say: new ones, and new columns (nullable, last in the view).
 * Waits for readers a second at a time, for 5 minutes in all, telling `report` who blocks.
 */
export async function syncRelations(database: Database, steps: SyncStep[], runId: number, report: (line: string) => void): Promise<void> {
  refuseConflicts(steps)
  for (const step of steps.filter(({ changes }) => changes.length > 0)) {
    await patiently(database, step.node.name, report, () =>
      inTransaction(database, async (connection) => {
        await connection.query(`set local lock_timeout = '1s'; select pg_advisory_xact_lock(hashtext('memberhouse:sync'))`)
        await applyStep(connection, step, runId)
      }),
    )
  }
}

/** One relation's step, in a transaction of the caller's. */
export async function applyStep(connection: Connection, { node, now, changes }: SyncStep, runId: number): Promise<void> {
  const kept = (now?.columns ?? []).filter(({ column_name }) => !changes.some((change) => change.startsWith(`drop ${column_name}`) || change.startsWith(`retype ${column_name} `)))
  const wanted = readableColumns(node)
  const added = wanted.filter((column) => !kept.some(({ column_name }) => column_name === column.name))
  const order = [...kept.map(({ column_name }) => column_name), ...added.map((column) => column.name)]
  const columns = order.map((name) => wanted.find((column) => column.name === name)!)
  const isSmaller = now !== null && kept.length < now.columns.length
  if (!now) await connection.query(createTable(node, columns))
  else if (isSmaller) await connection.query(`drop view ${node.name}; ${dropColumns(node, now, kept)}`)
  if (now && added.length > 0) {
    await connection.query(`alter table store.${storeTable(node.name)} ${added.map((column) => `add column ${identifier(column.name)} ${column.type}`).join(', ')}`)
  }
  if (!now || changes[0] !== 'describe') await connection.query(createView(node, order))
  await connection.query(comments(node, columns))
  await connection.query(
    `insert into meta.relation (relation, store, store_table, grain, doc) values ($1, $2, $3, $4, $5)
     on conflict (relation) do update set store = excluded.store, grain = excluded.grain, doc = excluded.doc`,
    [node.name, node.store, storeTable(node.name), node.grain, node.doc],
  )
  await connection.query(`delete from meta.relation_column where relation = $1 and column_name <> all($2)`, [node.name, kept.map(({ column_name }) => column_name)])
  await connection.query(
    `insert into meta.relation_column (relation, column_name, type, doc, is_personal, position, added_by_run)
     select $1, columns.name, columns.type, columns.doc, columns.personal, columns.place, $3
     from rows from (jsonb_to_recordset($2) as (name text, type text, doc text, personal boolean)) with ordinality as columns(name, type, doc, personal, place)
     on conflict (relation, column_name) do update set doc = excluded.doc, is_personal = excluded.is_personal, position = excluded.position`,
    [node.name, JSON.stringify(columns), runId],
  )
  if (node.source) await connection.query('insert into meta.source (source) values ($1) on conflict do nothing', [node.name])
}

// Kept versions of the planner's notes: a unique column has 1/7 as many values as rows over all partitions.
const keptVersions = 7

function createTable(node: Node, columns: Node['columns']): string {
  const table = `store.${storeTable(node.name)}`
  const listed = columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ')
  if (node.store === 'versions') {
    const hint = node.grain.length === 1 ? `alter table only ${table} alter ${identifier(node.grain[0]!)} set (n_distinct_inherited = ${-1 / keptVersions});` : ''
    return `create table ${table} (version bigint not null, ${listed}) partition by list (version);
            alter table only ${table} alter version set (n_distinct_inherited = ${keptVersions}); ${hint}`
  }
  const key = node.grain.length > 0 ? `, primary key (${node.grain.map((name) => identifier(name)).join(', ')}, to_version)` : ''
  return `create table ${table} (from_version bigint not null, to_version bigint not null default ${openEnd}, ${listed}${key});
          create index on ${table} using brin (from_version);
          create index on ${table} (to_version) where to_version < ${openEnd};`
}

function createView(node: Node, order: string[]): string {
  const version = `(select meta.version_of(${literal(node.name)}))`
  const filter = node.store === 'versions' ? `version = ${version}` : `from_version operator(meta.<<=) ${version} and to_version operator(meta.>>) ${version}`
  return `create or replace view ${node.name} as select ${order.map((name) => identifier(name)).join(', ')} from store.${storeTable(node.name)} where ${filter}`
}

function dropColumns(node: Node, now: RelationNow, kept: ColumnNow[]): string {
  const gone = now.columns.filter((column) => !kept.includes(column))
  return `alter table store.${storeTable(node.name)} ${gone.map((column) => `drop column ${identifier(column.column_name)}`).join(', ')}`
}

function comments(node: Node, columns: Node['columns']): string {
  const lines = columns.map((column) => `comment on column ${node.name}.${identifier(column.name)} is ${literal(column.doc)}`)
  return [`comment on view ${node.name} is ${literal(node.doc)}`, ...lines].join('; ')
}

/** Repeats what a lock held up, a second at a time. */
async function patiently(database: Database, relation: string, report: (line: string) => void, work: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 5 * 60_000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error
      const blockers = await whoHolds(database, relation)
      if (Date.now() > deadline) {
        throw new MemberhouseError(`${relation} could not be changed within 5 minutes: it is read by ${blockers}`, {
          hint: 'End that transaction (select pg_terminate_backend(<pid>)) and build again.',
          cause: error,
        })
      }
      report(`${relation} waits to be changed: it is read by ${blockers}`)
    }
  }
}

async function whoHolds(database: Database, relation: string): Promise<string> {
  const { rows } = await database.query<{ holder: string }>(
    `select distinct format('pid %s (%s, since %s)', activity.pid, activity.application_name, date_trunc('second', activity.xact_start)) as holder
     from pg_locks inner join pg_stat_activity as activity on activity.pid = pg_locks.pid
     where pg_locks.granted and pg_locks.pid <> pg_backend_pid() and pg_locks.relation = any(array[to_regclass($1), to_regclass($2)])`,
    [relation, `store.${storeTable(relation)}`],
  )
  return rows.map((row) => row.holder).join(', ') || 'a transaction that has just ended'
}
