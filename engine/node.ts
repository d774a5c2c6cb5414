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
