import type { Node } from './node.ts'

/** Where the open rows of a table stored by change end: the largest bigint. */
export const openEnd = '9223372036854775807'

/**
 * How many versions of a relation the planner is told to expect. It cannot know which one a reader reads: `version = …` keeps a K-th
 * of every partition, which together is the one that is read, and a unique column has a K-th as many values as all partitions rows.
 */
export const keptVersions = 7

/** The table in `store` that keeps a relation's versions: `dws.member_rfm` is kept in `dws_member_rfm`. */
export const storeTable = (relation: string): string => relation.replace('.', '_')

/** What a load adds to the columns of a source. */
export const loadColumns = [
  { name: 'extra', type: 'jsonb', doc: 'Columns of the file that the source does not declare, as text.' },
  { name: 'batch_id', type: 'bigint', doc: 'The load that wrote this row: see meta.batch.' },
  { name: 'loaded_at', type: 'timestamp with time zone', doc: 'When that load began.' },
  { name: 'source_file', type: 'text', doc: 'The file that the row stood in, without .gz.' },
  { name: 'source_line', type: 'bigint', doc: 'The line of that file at which the row begins.' },
].map((column) => ({ ...column, nullable: true, personal: false }))

/** All columns that readers see of a stored relation. */
export const readableColumns = (node: Node): Node['columns'] => [...node.columns, ...(node.source ? loadColumns : [])]
