import { identifier, literal } from '../../postgres/database.ts'
import { registryOf, type Node } from '../../project/node.ts'
import { openEnd, registryTable, storedIn } from '../names.ts'

/**
 * The table that keeps what each run changed in a model that remembers, and the view by which models read it. Columns are added and never
 * dropped; a view takes new ones at its end only, where `log.*` puts them. It asks for the release once a statement: once a row took half
 * of a night over millions of rows.
 */
export function createRegistry(node: Node): string {
  const log = registryTable(node.name)
  const view = registryOf(node).name
  const columns = node.columns.map((column) => `add column if not exists ${identifier(column.name)} ${column.type}`)
  return `create table if not exists ${log} (run_id bigint not null, is_deleted boolean not null);
          alter table ${log} ${columns.join(', ')};
          create or replace trigger only_grows before update or delete or truncate on ${log}
              for each statement execute function meta.refuse_change();
          create or replace view ${view} as select (
              log.run_id = (select meta.current_release())
              or exists (select from meta.run where run.run_id = log.run_id and run.state = 'published')
          ) as is_effective, log.run_id = (select meta.current_release()) as is_new, log.* from ${log} as log;
          comment on view ${view} is ${literal(`Every change that runs made to ${node.name}. ${node.doc}`)}`
}

/** The view by which models read all rows that a source held before their run began, closed ones too. */
export function createSourceRegistry(node: Node, columns: string[]): string {
  const version = `(select meta.version_of(${literal(node.name)}))`
  const view = registryOf(node).name
  const listed = columns.map((name) => identifier(name)).join(', ')
  return `create or replace view ${view} as select to_version > ${version} as is_current, ${listed} from ${storedIn(node.name)}
              where ${version} is not null and from_version operator(meta.<<=) ${version};
          comment on view ${view} is ${literal(`All rows that ${node.name} ever held. ${node.doc}`)}`
}

/** Keeps what a version changed in a model that remembers, one row a grain: the successor of a row that was replaced. */
export function remember({ name, grain, columns }: Node, version: number): string {
  const key = grain.map((column) => identifier(column)).join(', ')
  const listed = columns.map((column) => identifier(column.name)).join(', ')
  return `insert into ${registryTable(name)} (run_id, is_deleted, ${listed})
     select distinct on (${key}) ${version}, to_version = ${version}, ${listed} from ${storedIn(name)}
     where to_version = ${version} or (from_version = ${version} and to_version = ${openEnd})
     order by ${key}, to_version desc`
}
