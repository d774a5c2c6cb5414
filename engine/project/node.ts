import type { Audit, Column, SourceKind, Store } from './contract.ts'

export type NodeKind = 'source' | 'seed' | 'full' | 'computed' | 'view' | 'snapshot' | 'audit'

/** One node of the graph: a contract and its select, checked and ready to store. Plain data. */
export type Node = {
  name: string
  kind: NodeKind
  doc: string
  store: Store | null
  heavy: boolean
  grain: string[]
  columns: (Column & { name: string })[]
  audits: Audit[]
  tags: string[]
  select: string | null
  /** Of a computed model: its module and the selects of its inputs. */
  compute: { module: string; hash: string; gives: 'rows' | 'changes'; inputs: { name: string; file: string; select: string }[] } | null
  refs: string[]
  functions: string[]
  reads_as_of: boolean
  /** Equal when a rebuild would do the same: of select, contract, functions and seed, not of docs and layout. */
  code_hash: string
  source: SourceKind | null
  /** What its runs change is kept in `registry` too. */
  remembers: boolean
  contract_file: string
  select_file: string
}

/** What stands in the first place of a name, from the bottom up: a layer reads itself and those before it. */
export const layers = ['ods', 'dwd', 'dws', 'ads', 'segment', 'audit']
export const layerOf = (name: string) => name.split('.')[0]!

/** The columns of the rows that a node gives: of one that gives changes also whether the row is gone. */
export const givenColumns = (node: Node): Node['columns'] =>
  node.compute?.gives === 'changes' ? [...node.columns, plainColumn('is_ended', 'boolean', 'The row is gone.')] : node.columns

/** Whether models can read what was: of a source, and of a model that remembers. */
export const hasRegistry = ({ source, remembers }: Node): boolean => source !== null || remembers

/** What was, as selects read it: all rows that a source ever held, or what a model remembers. */
export const registryOf = (node: Node): Node => ({
  ...node,
  name: `registry.${node.name.replace('.', '_')}`,
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
