import { identifier, literal } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'
import { keptVersions, openEnd, storeTable } from './storage.ts'
import { registryOf } from '../project/node.ts'

/** The table of a stored relation, and what the planner must be told of it. */
export function createTable(node: Node, columns: Node['columns']): string {
  const table = `store.${storeTable(node.name)}`
  const listed = columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ')
  if (node.store === 'versions') {
    const hint =
      node.grain.length === 1
        ? `alter table only ${table} alter ${identifier(node.grain[0]!)} set (n_distinct_inherited = ${-1 / keptVersions});`
        : ''
    return `create table ${table} (version bigint not null, ${listed}) partition by list (version);
            alter table only ${table} alter version set (n_distinct_inherited = ${keptVersions}); ${hint}
            create table ${table}_none partition of ${table} for values in (0);
            create table ${table}_also_none partition of ${table} for values in (-1);
            insert into ${table}_none (version) values (0);`
  }
  const key = node.grain.length > 0 ? `, primary key (${node.grain.map((name) => identifier(name)).join(', ')}, to_version)` : ''
  return `create table ${table} (from_version bigint not null, to_version bigint not null default ${openEnd}, ${listed}${key});
          ${changeIndexes(table)};`
}

/** What finds the rows that one night wrote or ended. */
export const changeIndexes = (table: string): string =>
  `create index on ${table} using brin (from_version); create index on ${table} (to_version) where to_version < ${openEnd}`

/**
 * The view that readers see: the rows of the version that their release holds. An init plan runs when its value is first asked for: pruning
 * asks before any row is read, so that a reader gets an error and not an empty answer, but the planner prunes nothing while there is one
 * partition, so two are there always; nor below some aggregates of `enable_partitionwise_aggregate`, so one of them holds a row, of no version.
 * Where there is nothing to prune a condition asks first: it costs 80 ns a row, a fifth of an aggregate.
 */
export function createView(node: Node, columns: string[], table = `store.${storeTable(node.name)}`): string {
  const version = `(select meta.version_of(${literal(node.name)}))`
  const filter =
    node.store === 'versions'
      ? `version = ${version}`
      : `${version} is not null and from_version operator(meta.<<=) ${version} and to_version operator(meta.>>) ${version}`
  return `create or replace view ${node.name} as select ${columns.map((name) => identifier(name)).join(', ')} from ${table} where ${filter}`
}

/**
 * The table that remembers what each run changed, and the view by which models read it. Columns are added and never taken away; a view takes
 * new ones at its end only, where `log.*` puts them. It asks for the release once: asked for each row, it took half of a night over millions.
 */
export function createRegistry(node: Node): string {
  const log = `store.${identifier(`${storeTable(node.name)}_log`)}`
  const columns = node.columns.map((column) => `add column if not exists ${identifier(column.name)} ${column.type}`)
  return `create table if not exists ${log} (run_id bigint not null, is_ended boolean not null);
          alter table ${log} ${columns.join(', ')};
          create or replace trigger only_grows before update or delete or truncate on ${log}
              for each statement execute function meta.refuse_change();
          create or replace view registry.${storeTable(node.name)} as select (
              log.run_id = (select meta.current_release())
              or exists (select from meta.run where run.run_id = log.run_id and run.state = 'published')
          ) as is_effective, log.run_id = (select meta.current_release()) as is_new, log.* from ${log} as log;
          comment on view registry.${storeTable(node.name)} is ${literal(`What each run changed in ${node.name}, for ever. ${node.doc}`)}`
}

/** The view by which models read what was: all rows that a source held before their run began, those that were replaced or ended too. */
export function createHistory(node: Node, columns: string[]): string {
  const version = `(select meta.version_of(${literal(node.name)}))`
  const view = registryOf(node).name
  const listed = columns.map((name) => identifier(name)).join(', ')
  return `create or replace view ${view} as select to_version > ${version} as is_current, ${listed} from store.${storeTable(node.name)}
              where ${version} is not null and from_version operator(meta.<<=) ${version};
          comment on view ${view} is ${literal(`All rows that ${node.name} ever held. ${node.doc}`)}`
}

/** Gives the table more columns, of which older versions hold nothing. */
export function addColumns(node: Node, added: Node['columns']): string {
  return `alter table store.${storeTable(node.name)} ${added.map((column) => `add column ${identifier(column.name)} ${column.type}`).join(', ')}`
}

/** Takes columns away. */
export function dropColumns(node: Node, gone: { column_name: string }[]): string {
  return `alter table store.${storeTable(node.name)} ${gone.map((column) => `drop column ${identifier(column.column_name)}`).join(', ')}`
}

/** What relation and columns mean, for whoever looks with a SQL tool. */
export function comments(node: Node, columns: Node['columns']): string {
  const lines = columns.map((column) => `comment on column ${node.name}.${identifier(column.name)} is ${literal(column.doc)}`)
  return [`comment on view ${node.name} is ${literal(node.doc)}`, ...lines].join('; ')
}
