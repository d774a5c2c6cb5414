import type { Audit, Severity } from './audits.ts'
import type { IntegerRow } from '../postgres/copy_integers.ts'
import type { TextRow as InputRow } from '../postgres/copy_text.ts'
import type { Settings } from './config.ts'

export * from './audits.ts'
export type { InputRow, IntegerRow }

/** Where a model's rows are kept: all rows once a version, or each row with the versions between which it was true. */
export type Store = 'versions' | 'changes'

/** One column of a contract. `type` is a Postgres type as `format_type` prints it. */
export type Column = {
  type: string
  doc: string
  /** Every column is `not null` unless it says otherwise; in a source only the key is. */
  nullable: boolean
  /** Masked wherever the engine shows sample rows. */
  personal: boolean
  /** Sources only: the header that the file gives this column, when it is not the column's own name. */
  from?: string
}

type ColumnOptions = { nullable?: boolean; personal?: boolean; from?: string }
const column =
  (type: string) =>
  (doc: string, options: ColumnOptions = {}): Column => ({ nullable: false, personal: false, ...options, type, doc })

/** A column of this type, with a sentence that says what it means: `bigint('The member.')`. */
export const bigint = column('bigint')
export const boolean = column('boolean')
export const date = column('date')
export const double = column('double precision')
export const integer = column('integer')
export const jsonb = column('jsonb')
export const numeric = column('numeric')
export const text = column('text')
export const timestamp = column('timestamp without time zone')
export const timestamptz = column('timestamp with time zone')

/** How a source tells that a row is gone. */
export type Deletion = { by: 'append' } | { by: 'tombstone'; column: string } | { by: 'whole_file' } | { by: 'replaces_file' }

/** Rows are never deleted. */
export const append = (): Deletion => ({ by: 'append' })
/** A row whose `column` is true ends the row of its key. */
export const tombstone = (column: string): Deletion => ({ by: 'tombstone', column })
/** What the newest file lacks is gone. */
export const wholeFile = (): Deletion => ({ by: 'whole_file' })
/** What a newer file of the same name lacks is gone. */
export const replacesFile = (): Deletion => ({ by: 'replaces_file' })

/** How files of a source look and what they mean. */
export type SourceOptions = {
  /** File names taken, with `*` and `?`; `.gz` is added by itself. */
  files: string
  format?: 'csv' | 'ndjson'
  encoding?: 'utf8' | 'gb18030'
  delimiter?: string
  /** Columns that name a row; none for a source that only grows. */
  key?: readonly string[]
  /** A key column that is not in the file: the 1-based place, in file order, among lines equal in the rest of the key. */
  ordinal?: string
  deletion: Deletion
  /** Days between `as_of` and the newest value of `column` that are worth a warning, or an error. */
  freshness?: { column: string; warn_days: number; error_days: number }
  /** Share of rejected rows above which a file is refused whole; 0.05 unless said. */
  max_rejected_rate?: number
}

export type SourceKind = { name: 'source' } & Required<Omit<SourceOptions, 'freshness' | 'ordinal'>> &
  Pick<SourceOptions, 'freshness' | 'ordinal'>
export type FullKind = { name: 'full'; store: Store; heavy: boolean }
export type SeedKind = { name: 'seed'; store: 'changes'; file: string }
export type ComputedKind = { name: 'computed'; store: Store; heavy: boolean; compute: string; gives: 'rows' | 'changes' }
export type ViewKind = { name: 'view' }
export type Kind = SourceKind | FullKind | SeedKind | ComputedKind | ViewKind

/**
 * The rows of an input, or, for functions that read tens of millions of them, a call for each: `integers` throws where it has another number of
 * columns, or one that is not of integers of up to 64 bits or of booleans.
 */
export type Input = AsyncIterable<InputRow> & { integers: (columns: number, see: (row: IntegerRow) => void) => Promise<void> }

/**
 * Default export of a computed model's module: takes its inputs, gives its rows by column name. `is_first` when no version of the model is
 * published: one that gives changes then gives all of its rows.
 */
export type Compute = (
  inputs: Record<string, Input>,
  context: { as_of: string; is_first: boolean },
) => AsyncIterable<Record<string, unknown>>

/** Rows that a channel exported, loaded from files. Models read all that it ever held as `registry.ods_<table>`, with `is_current`. */
export const source = (options: SourceOptions): SourceKind => ({
  name: 'source',
  format: 'csv',
  encoding: 'utf8',
  delimiter: ',',
  key: [],
  max_rejected_rate: 0.05,
  ...options,
})

/** The whole select, computed anew. `heavy` takes one of the run's heavy slots. */
export const full = (options: { store?: Store; heavy?: boolean } = {}): FullKind => ({
  name: 'full',
  store: 'versions',
  heavy: false,
  ...options,
})

/** A CSV of the project, taken whole. `file` is relative to the project. */
export const seed = (file: string): SeedKind => ({ name: 'seed', store: 'changes', file })

/**
 * Rows that a TypeScript function makes. `compute` is its module, relative to the project; its inputs are the selects that stand
 * beside the contract as `<table>.<input>.sql`. One that remembers may give the `changes` to what is published: rows that are new or
 * differ, and with `is_ended: true` those that are gone, as they were.
 */
export const computed = (compute: string, options: { store?: Store; heavy?: boolean; gives?: 'rows' | 'changes' } = {}): ComputedKind => ({
  name: 'computed',
  store: 'versions',
  heavy: false,
  gives: 'rows',
  ...options,
  compute,
})

/** A wide shape for people, not stored: replaced once the publication that changed it took effect. Nothing may read it. */
export const view = (): ViewKind => ({ name: 'view' })

/** What a model promises: written beside its select as `models/<layer>/<table>.ts`. */
export type Model = {
  /** `<layer>.<table>`, as its file says. */
  name: string
  doc: string
  kind: Kind
  /** Columns that are unique together and never null; a source's grain is its key. */
  grain?: readonly string[]
  columns: Record<string, Column>
  audits?: readonly Audit[]
  tags?: readonly string[]
  /**
   * What each run changes is also kept for ever, whatever is rolled back, retired, refreshed or reset. The model itself, and models after
   * it, may read that as `registry.<layer>_<table>`: its columns, with `run_id`, `is_ended`, `is_new` (of the run that is being
   * built) and `is_effective` (of that, or of one that was published). For what must outlive everything: identities. Stored by change only.
   */
  remembers?: boolean
}

/** An audience: its select (`segments/<name>.sql`) gives `one_id` and what is known of each member. */
export type Segment = { name: string; doc: string; columns: Record<string, Column>; audits?: readonly Audit[]; tags?: readonly string[] }

/** A query across models (`audits/<name>.sql`) that must return no rows. */
export type CrossAudit = { name: string; doc: string; severity: Severity }

/** Rows per input and the rows that a model then gives, in the columns that the expected rows name. */
export type ModelTest = {
  name: string
  as_of?: string
  given: Record<string, readonly Record<string, unknown>[]>
  expect: readonly Record<string, unknown>[]
}

/** The contract of a model, in `models/<layer>/<table>.ts`; so for a segment and an audit in theirs. */
export const defineModel = (model: Model): Model => model
export const defineSegment = (segment: Segment): Segment => segment
export const defineAudit = (audit: CrossAudit): CrossAudit => audit
/** Tests of one model, in `tests/models/<layer>/<table>.ts`. */
export const defineTests = (model: string, tests: readonly ModelTest[]): { model: string; tests: readonly ModelTest[] } => ({
  model,
  tests,
})

/** Types the settings of `memberhouse.config.ts`. */
export const defineConfig = (settings: Settings): Settings => settings
