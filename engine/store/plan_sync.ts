import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import type { Node } from '../project/node.ts'
import { hasRegistry, readableColumns, registryOf } from '../project/node.ts'

export type ColumnNow = {
  column_name: string
  type: string
  doc: string
  is_personal: boolean
  is_published: boolean
  is_deprecated: boolean
}
/** An index that a contract declared; `name` as SQL. */
export type IndexNow = { name: string; columns: string[] }
export type RelationNow = {
  relation: string
  store: string
  grain: string[]
  doc: string
  is_remembered: boolean
  columns: ColumnNow[]
  indexes: IndexNow[]
}

/** The changes of schema sync to one relation; only `memberhouse model reset` may do those in `conflicts`. */
export type SyncStep = { node: Node; now: RelationNow | null; changes: string[]; conflicts: string[] }

/** Compares the relations of a project with those of the database. Changes nothing. */
export async function planSync(database: Database | Connection, nodes: Node[]): Promise<SyncStep[]> {
  const { rows } = await database.query<RelationNow>(
    sql`select relation.relation, relation.store, relation.grain, relation.doc,
         to_regclass('registry.' || replace(relation.relation, '.', '_')) is not null as is_remembered, (
         select jsonb_agg(jsonb_build_object(
             'column_name', columns.column_name, 'type', columns.type, 'doc', columns.doc, 'is_personal', columns.is_personal, 'is_deprecated', columns.is_deprecated,
             'is_published', exists (
                 select from meta.release_relation as held
                 inner join meta.release on release.release = held.release
                 where held.relation = columns.relation
                     and held.release >= columns.added_by_run
                     and release.state = 'published'
                     and not exists (
                         select from meta.version
                         where version.relation = held.relation and version.version = held.version
                             and version.retired_at is not null
                     )
             ) or exists (
                 select from meta.batch where batch.source = columns.relation and batch.state = 'loaded'
             )
         ) order by columns.position)
         from meta.relation_column as columns where columns.relation = relation.relation
     ) as columns, (
         -- The key, and the indexes of the versions, which have a method or a condition of their own, are not declared.
         select coalesce(jsonb_agg(jsonb_build_object('name', indexes.indexrelid::regclass::text, 'columns', (
             select jsonb_agg(attribute.attname order by keys.place)
             from unnest(indexes.indkey::smallint[]) with ordinality as keys (attnum, place)
             inner join pg_attribute as attribute on attribute.attrelid = indexes.indrelid and attribute.attnum = keys.attnum
         ))), '[]')
         from pg_index as indexes
         inner join pg_class as index on index.oid = indexes.indexrelid
         inner join pg_am as method on method.oid = index.relam
         where indexes.indrelid = to_regclass(format('store.%I', replace(relation.relation, '.', '_')))
             and not indexes.indisprimary and indexes.indpred is null and method.amname = 'btree'
     ) as indexes
     from meta.relation where relation.relation = any(${nodes.map((node) => node.name)})`,
  )
  const known = new Map(rows.map((row) => [row.relation, row]))
  return nodes.filter((node) => node.store).map((node) => compare(node, known.get(node.name) ?? null))
}

const isSame = (one: string[], other: string[]) => one.join() === other.join()

/** Whether a change alters the columns of a relation, so that its view is created again. */
export const altersView = (change: string): boolean => change !== 'describe' && !/^(add|drop) index \(/.test(change)

function compare(node: Node, now: RelationNow | null): SyncStep {
  if (!now) return { node, now, changes: [`create ${node.name}`], conflicts: [] }
  const changes: string[] = []
  const conflicts: string[] = []
  const wanted = new Map(readableColumns(node).map((column) => [column.name, column]))
  if (now.store !== node.store) conflicts.push(`stored by ${now.store}, the contract says by ${node.store}`)
  if (now.grain.join() !== node.grain.join())
    conflicts.push(`its grain is (${now.grain.join(', ')}), the contract says (${node.grain.join(', ')})`)
  for (const column of now.columns) {
    const target = wanted.get(column.column_name)
    if (target && target.type === column.type) {
      if (column.is_deprecated) changes.push(`build ${column.column_name} again`)
      continue
    }
    if (!target && column.is_published) {
      if (!column.is_deprecated) changes.push(`deprecate ${column.column_name}: null from now on, because published releases hold it`)
      continue
    }
    const change = target ? `retype ${column.column_name} from ${column.type} to ${target.type}` : `drop ${column.column_name}`
    if (column.is_published) conflicts.push(`${change}, which published releases hold`)
    else changes.push(change)
  }
  const present = new Set(now.columns.map((column) => column.column_name))
  for (const column of wanted.values()) if (!present.has(column.name)) changes.push(`add ${column.name} ${column.type}`)
  if (hasRegistry(node) && !now.is_remembered) changes.push(`add ${registryOf(node).name}`)
  // An index goes with a column that is dropped.
  const isGone = (name: string) => changes.includes(`drop ${name}`) || changes.some((change) => change.startsWith(`retype ${name} `))
  const left = now.indexes.map(({ columns }) => columns).filter((index) => !index.some(isGone))
  for (const index of node.indexes) if (!left.some((other) => isSame(other, index))) changes.push(`add index (${index.join(', ')})`)
  for (const index of left) if (!node.indexes.some((other) => isSame(other, index))) changes.push(`drop index (${index.join(', ')})`)
  const isDescribed = (column: ColumnNow) => {
    const target = wanted.get(column.column_name)
    return !target || (target.doc === column.doc && target.personal === column.is_personal)
  }
  if ((now.doc !== node.doc || !now.columns.every(isDescribed)) && changes.length === 0) changes.push('describe')
  return { node, now, changes, conflicts }
}

/** Throws one error with all changes that schema sync may not make. */
export function refuseConflicts(steps: SyncStep[]): void {
  const refused = steps.filter((step) => step.conflicts.length > 0)
  if (refused.length === 0) return
  const lines = refused.flatMap(({ node, conflicts }) => conflicts.map((conflict) => `  ${node.name}: ${conflict}`))
  throw new MemberhouseError(`Published relations cannot change like this:\n${lines.join('\n')}`, {
    hint: `Give the column another name, or drop the older versions with: memberhouse model reset ${refused[0]!.node.name}`,
  })
}
