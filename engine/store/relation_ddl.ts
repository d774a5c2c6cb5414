import { identifier, literal } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'
import { storedIn } from './names.ts'

/** Adds columns to the table, which are null in older versions. */
export const addColumns = (node: Node, added: Node['columns']): string =>
  `alter table ${storedIn(node.name)} ${added.map((column) => `add column ${identifier(column.name)} ${column.type}`).join(', ')}`

/** Drops columns of the table. */
export const dropColumns = (node: Node, names: string[]): string =>
  `alter table ${storedIn(node.name)} ${names.map((name) => `drop column ${identifier(name)}`).join(', ')}`

/** Creates the indexes that a contract declares, on a table given as SQL. Postgres adds those of a partitioned table to its partitions. */
export const createIndexes = (table: string, indexes: string[][]): string[] =>
  indexes.map((index) => `create index on ${table} (${index.map((name) => identifier(name)).join(', ')})`)

/** Drops the table of a relation with all of its versions. */
export const dropTable = (relation: string): string => `drop table if exists ${storedIn(relation)}`

/** Comments on the view and its columns, for readers with a SQL tool. */
export function comments(node: Node, columns: Node['columns']): string {
  const lines = columns.map((column) => `comment on column ${node.name}.${identifier(column.name)} is ${literal(column.doc)}`)
  return [`comment on view ${node.name} is ${literal(node.doc)}`, ...lines].join('; ')
}
