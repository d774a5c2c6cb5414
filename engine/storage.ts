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

/** The columns of the rows that a node gives: of one that gives changes also whether the row is gone. */
export const givenColumns = (node: Node): Node['columns'] =>
  node.compute?.gives === 'changes' ? [...node.columns, plainColumn('is_ended', 'boolean', 'The row is gone.')] : node.columns

/** Whether models can read what was: of a source, and of a model that remembers. */
export const hasRegistry = ({ source, remembers }: Node): boolean => source !== null || remembers

/** What was, as selects read it: all rows that a source ever held, or what a model remembers. */
export const registryOf = (node: Node): Node => ({
  ...node,
  name: `registry.${storeTable(node.name)}`,
  columns: node.source
    ? [plainColumn('is_current', 'boolean', 'It was not replaced or ended since.'), ...node.columns]
    : [
        plainColumn('is_effective', 'boolean', 'Its run was published, or is the one that is being built.'),
        plainColumn('is_new', 'boolean', 'Its run is the one that is being built.'),
        plainColumn('run_id', 'bigint', 'The run that changed the row.'),
        plainColumn('is_ended', 'boolean', 'The run found the row gone.'),
        ...node.columns,
      ],
})

const plainColumn = (name: string, type: string, doc: string) => ({ name, type, doc, nullable: false, personal: false })

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
