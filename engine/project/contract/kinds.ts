import type { IntegerRow } from '../../postgres/copy_integers.ts'
import type { TextRow as InputRow } from '../../postgres/copy_text.ts'

export type { InputRow, IntegerRow }

/** How a stored model keeps its versions: `versions` keeps all rows of each version, `changes` only the rows that differ. */
export type StoreName = 'versions' | 'changes'

/** How the engine learns that a row of a source was deleted. */
export type Deletion = { by: 'append' } | { by: 'tombstone'; column: string } | { by: 'whole_file' } | { by: 'replaces_file' }

/** Rows are never deleted. With a `key`, a later row still replaces the one of the same key. */
export const append = (): Deletion => ({ by: 'append' })
/**
 * A row in which `column` is true deletes the row of the same key. Needs a `key`, without `ordinal`.
 * @param column a boolean column of the source
 */
export const tombstone = (column: string): Deletion => ({ by: 'tombstone', column })
/**
 * Each file holds all rows of the source: rows that the newest file lacks are deleted. Files are ordered by their names; an older one is
 * refused. Needs a `key`.
 */
export const wholeFile = (): Deletion => ({ by: 'whole_file' })
/** A file replaces the one loaded before under the same name: rows that the new file lacks are deleted. Needs a `key`. */
export const replacesFile = (): Deletion => ({ by: 'replaces_file' })

/** Describes the files of a source and what their rows mean. */
export type SourceOptions = {
  /**
   * The names of the files that belong to the source, without folder. `*` matches any text, `?` one character. A compressed file matches by
   * its name without `.gz`. Each file must match one source only.
   */
  files: string
  /**
   * `csv` has a header line and quotes fields with `"`. `ndjson` has one JSON object a line.
   * @default 'csv'
   */
  format?: 'csv' | 'ndjson'
  /**
   * `utf8` accepts a byte order mark. `gb18030` also reads GBK and GB2312.
   * @default 'utf8'
   */
  encoding?: 'utf8' | 'gb18030'
  /**
   * CSV only: one ASCII character between the fields.
   * @default ','
   */
  delimiter?: string
  /**
   * CSV only: strips the marks that keep a value a text in a spreadsheet, from the fields of all columns before they are read: `="…"`, a
   * leading `'`, and spaces and tabs around the value. Otherwise values are loaded as written.
   * @default false
   */
  strips_guards?: boolean
  /**
   * The columns that identify a row. A later row with the same key replaces the earlier one, and none of these columns may be null. Without a
   * key every row of every file is added.
   * @default []
   */
  key?: readonly string[]
  /**
   * For files in which several lines share a key: the name of an integer column of the `key` that is not in the file. It numbers the
   * lines that are equal in the rest of the key, from 1, in the order of the file.
   * @default none
   */
  ordinal?: string
  /** How a deletion is recognised: `append()`, `tombstone(column)`, `wholeFile()` or `replacesFile()`. */
  deletion: Deletion
  /**
   * Checks at the start of a run that the source is recent enough.
   * @default not checked
   */
  freshness?: {
    /** A date or timestamp column. Its newest loaded value is compared with `as_of`. */
    column: string
    /** More days than this between that value and `as_of` are reported. */
    warn_days: number
    /** More days than this fail the run before it builds anything. */
    error_days: number
  }
  /**
   * The share of rejected rows, from 0 to 1, above which the whole file is refused.
   * @default 0.05
   */
  max_rejected_rate?: number
  /**
   * With `wholeFile()` and `replacesFile()`: the share of the present rows, from 0 to 1, that one file may delete by lacking them, rounded
   * up to a whole row. A file that lacks more is refused.
   * @default 0.2
   */
  max_closed_rate?: number
}

/** What `source(…)` returns. */
export type SourceKind = { name: 'source' } & Required<Omit<SourceOptions, 'freshness' | 'ordinal'>> &
  Pick<SourceOptions, 'freshness' | 'ordinal'>
/** What `full(…)` returns. */
export type FullKind = { name: 'full'; store: StoreName; heavy: boolean }
/** What `seed(…)` returns. */
export type SeedKind = { name: 'seed'; store: 'changes'; file: string }
/** What `computed(…)` returns. */
export type ComputedKind = { name: 'computed'; store: StoreName; heavy: boolean; compute: string; gives: 'rows' | 'changes' }
/** What `view()` returns. */
export type ViewKind = { name: 'view' }
/** How the rows of a model come about. */
export type Kind = SourceKind | FullKind | SeedKind | ComputedKind | ViewKind

/** Options of a model that a select computes. */
export type FullOptions = {
  /**
   * `versions` keeps all rows of each version: for models in which most rows differ from night to night. `changes` writes only the rows
   * that differ: for facts and daily sums.
   * @default 'versions'
   */
  store?: StoreName
  /**
   * The model takes one of the `heavy_slots` of the configuration instead of a light one: for builds that need much memory or many cores.
   * @default false
   */
  heavy?: boolean
}

/** Options of a model that a TypeScript function computes. */
export type ComputedOptions = FullOptions & {
  /**
   * `rows`: the function yields all rows of the model. `changes`: it yields only those that differ from what is published, each with
   * `is_deleted`; the model must then have `store: 'changes'` and `remembers: true`.
   * @default 'rows'
   */
  gives?: 'rows' | 'changes'
}

/**
 * One input of a computed model. Iterating over it yields its rows; each row is a list of the select's columns in their order, as
 * text (`string | null`). `integers` is faster where tens of millions of rows are read: it calls `see` for each row, and throws unless
 * the select has exactly `columns` columns, all of them integers of up to 64 bits or booleans.
 */
export type Input = AsyncIterable<InputRow> & { integers: (columns: number, see: (row: IntegerRow) => void) => Promise<void> }

/**
 * The default export of a computed model's module: an async generator that takes the inputs by name and yields rows as objects by column
 * name. `is_first` is true while no version of the model is published; a function that gives changes then yields all rows.
 */
export type Compute = (
  inputs: Record<string, Input>,
  context: { as_of: string; is_first: boolean },
) => AsyncIterable<Record<string, unknown>>

/**
 * Rows loaded from files that another system exported. Sources are the models of `models/ods/`, and the only ones there.
 * @param options which files, how they look, and how rows are identified and deleted
 */
export const source = (options: SourceOptions): SourceKind => ({
  name: 'source',
  format: 'csv',
  encoding: 'utf8',
  delimiter: ',',
  strips_guards: false,
  key: [],
  max_rejected_rate: 0.05,
  // Lists lose a few rows at a time; an export that was cut off, or that lacks one of four regions, loses more.
  max_closed_rate: 0.2,
  ...options,
})

/**
 * The rows of the select in `<table>.sql`. Each build computes the whole select.
 * @param options optional
 */
export const full = (options: FullOptions = {}): FullKind => ({
  name: 'full',
  store: 'versions',
  heavy: false,
  ...options,
})

/**
 * The rows of a CSV file that is part of the project, stored by change.
 * @param file its path, from the project's folder
 */
export const seed = (file: string): SeedKind => ({ name: 'seed', store: 'changes', file })

/**
 * The rows that a TypeScript function yields, for what a select cannot compute. Its inputs are the selects `<table>.<input>.sql` beside the
 * contract.
 * @param compute the path of the function's module, from the project's folder
 * @param options optional
 */
export const computed = (compute: string, options: ComputedOptions = {}): ComputedKind => ({
  name: 'computed',
  store: 'versions',
  heavy: false,
  gives: 'rows',
  ...options,
  compute,
})

/** A select that readers run when they read it: nothing is stored. No model, segment or audit may read a view. */
export const view = (): ViewKind => ({ name: 'view' })
