import type { Audit, Severity } from './contract/audits.ts'
import type { Column } from './contract/columns.ts'
import type { Kind } from './contract/kinds.ts'
import type { Settings } from './contract/settings.ts'

export * from './contract/audits.ts'
export * from './contract/columns.ts'
export * from './contract/kinds.ts'

/** The contract of a model: what its rows are, and what it promises about them. */
export type Model = {
  /** `<layer>.<table>`, as in the path of the file. */
  name: string
  /** What one row is, in a sentence. Readers see it as the comment of the view in Postgres. */
  doc: string
  /** How the rows are made: `source(…)`, `seed(…)`, `full(…)`, `computed(…)` or `view()`. */
  kind: Kind
  /**
   * The columns that are unique together. None of them may be null. Every stored model needs a grain; the grain of a source is its `key`, and
   * a view has none.
   * @default none
   */
  grain?: readonly string[]
  /** The columns in the order of the select, each with type and meaning. */
  columns: Record<string, Column>
  /**
   * Indexes for readers who ask for few rows, besides the one of the grain: a list of columns each, as in `[['account_key']]`. They are made
   * after the rows of a first build, and adding or removing one rebuilds nothing. A source and a view take none.
   * @default []
   */
  indexes?: readonly (readonly string[])[]
  /**
   * Checks of the new rows, made in each build. A source and a view take none.
   * @default []
   */
  audits?: readonly Audit[]
  /**
   * Words by which commands select the model, as in `--select tag:finance`.
   * @default []
   */
  tags?: readonly string[]
  /**
   * Keeps every change that a run made to the model for ever in `registry.<layer>_<table>`, whatever is rolled back, retired, refreshed or
   * reset later. For what cannot be computed again, such as identifiers that were given out. Needs `store: 'changes'`.
   * @default false
   */
  remembers?: boolean
}

/** The contract of a segment: an audience of members. */
export type Segment = {
  /** The name of the file, without its ending. */
  name: string
  /** Who belongs to the segment, in a sentence. */
  doc: string
  /** The columns in the order of the select. `one_id`, a `bigint`, is required; readers get the others as `attributes` of each member. */
  columns: Record<string, Column>
  /**
   * Checks of the new snapshot, made in each build.
   * @default []
   */
  audits?: readonly Audit[]
  /**
   * Words by which commands select the segment.
   * @default []
   */
  tags?: readonly string[]
}

/** The contract of an audit across models: the select beside it must return no rows. */
export type CrossAudit = {
  /** The name of the file, without its ending. */
  name: string
  /** What must hold, in a sentence. */
  doc: string
  /** `error`, `gate` or `warn`. */
  severity: Severity
}

/** One unit test: input rows, and the rows that the model must return for them. */
export type ModelTest = {
  /** What the test shows, in a sentence. */
  name: string
  /**
   * The date that `warehouse.as_of()` returns, as `YYYY-MM-DD`. Required if the model calls it.
   * @default none
   */
  as_of?: string
  /** Rows by the name of each relation that the model reads. A relation that is not named is empty, a column that is not named is null. */
  given: Record<string, readonly Record<string, unknown>[]>
  /** The rows expected, in any order. Only the columns that they name are compared. `[]` expects no rows. */
  expect: readonly Record<string, unknown>[]
}

/**
 * Declares a model. Default export of `models/<layer>/<area>/<table>.ts`.
 * @param model its contract
 */
export const defineModel = <Columns extends Record<string, Column>>(model: Model & { columns: Columns }): Model & { columns: Columns } =>
  model

/**
 * Declares a segment. Default export of `segments/<name>.ts`.
 * @param segment its contract
 */
export const defineSegment = (segment: Segment): Segment => segment

/**
 * Declares an audit across models. Default export of `audits/<name>.ts`.
 * @param audit its contract
 */
export const defineAudit = (audit: CrossAudit): CrossAudit => audit

/**
 * Declares the unit tests of one model or segment. Default export of a file in `tests/models/`, in the folder that the contract has in
 * `models/`; those of a segment are in `tests/models/segment/`.
 * @param model the name of the model, such as `dws.member_rfm` or `segment.recent_big_spenders`
 * @param tests the tests
 */
export const defineTests = (model: string, tests: readonly ModelTest[]): { model: string; tests: readonly ModelTest[] } => ({
  model,
  tests,
})

/**
 * Declares the settings of the project. Default export of `memberhouse.config.ts`.
 * @param settings the settings
 */
export const defineConfig = (settings: Settings): Settings => settings
