import type { Audit, Column, SourceKind, StoreName } from './contract.ts'

export type NodeKind = 'source' | 'seed' | 'full' | 'computed' | 'view' | 'snapshot' | 'audit'

/** One node of the graph: a checked contract with its select, as plain data that can be stored. */
export type Node = {
  name: string
  kind: NodeKind
  doc: string
  store: StoreName | null
  heavy: boolean
  grain: string[]
  /** The columns of each index besides the one of the grain. */
  indexes: string[][]
  columns: (Column & { name: string })[]
  audits: Audit[]
  tags: string[]
  select: string | null
  /** Of a computed model: its module and the selects of its inputs. */
  compute: { module: string; hash: string; gives: 'rows' | 'changes'; inputs: { name: string; file: string; select: string }[] } | null
  refs: string[]
  functions: string[]
  reads_as_of: boolean
  /** A hash of select, contract, functions and seed, without docs and layout: equal when a rebuild would give the same rows. */
  code_hash: string
  source: SourceKind | null
  /** Each change is also kept in its registry. */
  remembers: boolean
  contract_file: string
  /** Of a seed: its CSV. */
  select_file: string
  /** Of a seed: the line of each row. */
  seed_lines: number[]
}

/** The layers from the bottom up, the first part of each name: a layer reads itself and those before it. */
export const layers = ['ods', 'dwd', 'dws', 'ads', 'segment', 'audit']
export const layerOf = (name: string) => name.split('.')[0]!

/** The columns that a node's code returns: those of the contract, and `is_deleted` when it returns changes. */
export const givenColumns = (node: Node): Node['columns'] =>
  node.compute?.gives === 'changes' ? [...node.columns, plainColumn('is_deleted', 'boolean', 'Whether the row was deleted.')] : node.columns

/** Whether models can read the past of a relation: of a source, or of a model that remembers. */
export const hasRegistry = ({ source, remembers }: Node): boolean => source !== null || remembers

/** The registry as selects read it: all rows that a source has ever held, or all changes of a model that remembers. */
export const registryOf = (node: Node): Node => ({
  ...node,
  name: `registry.${node.name.replace('.', '_')}`,
  columns: node.source
    ? [plainColumn('is_current', 'boolean', 'Whether the row is still valid: neither replaced nor deleted.'), ...node.columns]
    : [
        plainColumn('is_effective', 'boolean', 'Whether its run was published, or is the one being built.'),
        plainColumn('is_new', 'boolean', 'Whether its run is the one being built.'),
        plainColumn('run_id', 'bigint', 'The run that changed the row.'),
        plainColumn('is_deleted', 'boolean', 'Whether the run deleted the row.'),
        ...node.columns,
      ],
})

const plainColumn = (name: string, type: string, doc: string) => ({ name, type, doc, nullable: false, personal: false })

/** The columns that a load adds to those of a source. */
export const loadColumns = [
  { name: 'extra', type: 'jsonb', doc: 'Columns of the file that the source does not declare, as text.' },
  { name: 'batch_id', type: 'bigint', doc: 'The load that wrote this row; see meta.batch.' },
  { name: 'loaded_at', type: 'timestamp with time zone', doc: 'When that load started.' },
  { name: 'source_file', type: 'text', doc: 'Name of the file that held the row, without .gz.' },
  { name: 'source_line', type: 'bigint', doc: 'Line of that file on which the row starts.' },
].map((column) => ({ ...column, nullable: true, personal: false }))

/** All columns of a stored relation that readers see. */
export const readableColumns = (node: Node): Node['columns'] => [...node.columns, ...(node.source ? loadColumns : [])]

/** The columns that assign a stored row to its versions. */
export const versionColumns = ['version', 'from_version', 'to_version']
