import type pg from 'pg'
import type { Sql } from 'sql-template-tag'
import type { BaseRelation } from '../meta/read_known_versions.ts'
import type { Database } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'

/** A column as the table in `store` has it: a partition with its parent's order attaches without conversion. */
export type StoredColumn = { column_name: string; type: string; is_deprecated: boolean }

/** One attempt to build a version of a node: `version` is the run's number, `base` what is published. */
export type Attempt = { node: Node; stored: StoredColumn[]; version: number; base: BaseRelation | null; attempt: number }

/** The version that holds after an attempt: that of `base` where nothing differed. `statements` are left to run before the commit. */
export type Kept = { version: number; row_count: number; changed_count: number; statements: (Sql | string)[] }

/**
 * The table for the new rows of one attempt. The caller creates it, fills it, constrains it and audits its rows before `keep`. Each function
 * returns statements to run in turn.
 */
export type Staging = {
  /** As SQL. */
  table: string
  /** Creates the table from a select; `columns` are those of the node, in the order of the store. The last statement counts the rows. */
  createFrom: (columns: string[], select: string) => string[]
  /** Creates the empty table, for rows that arrive by COPY; `definitions` are columns with their types. */
  createEmpty: (definitions: string[]) => string[]
  /** Adds the key and the columns that may not be null (errors 23505 and 23502), and gathers statistics. */
  constrain: (required: string[]) => string[]
  /** Makes the staged rows a version; in the transaction that staged them. */
  keep: (rowCount: number) => Promise<Kept>
}

/** A version whose rows are to be deleted; `partition` is null where rows of several versions share a table. */
export type DeletableVersion = { relation: string; version: number; partition: string | null }
export type RetiredVersion = DeletableVersion & { row_count: number; readers: string | null }

/**
 * One way to store the versions of relations. Statements and subqueries are SQL text; a `relation` is the name of a model, such as
 * `dws.member_rfm`.
 */
export type Store = {
  /** Creates the table of a relation, with what the planner must know of it. */
  create: (node: Pick<Node, 'name' | 'grain' | 'indexes'>, columns: { name: string; type: string }[]) => string
  /** The condition by which a view shows the rows of a version; `version` is a subselect, so that it is found once a statement. */
  isVisible: (version: string) => string
  /** A subquery for the rows of one version. */
  rowsOf: (relation: string, version: number) => string
  /** Selects of the rows of two versions; rows that are equal in both may be missing from both. */
  differingRows: (relation: string, from: number, to: number) => { before: string; after: string }
  /** Prepares one attempt at a version. */
  stage: (connection: pg.PoolClient, attempt: Attempt) => Promise<Staging>
  /** Deletes what a version wrote that was never published; false where a reader holds the table. */
  undo: (database: Database, version: DeletableVersion) => Promise<boolean>
  /** Deletes the rows of a retired version and returns how many; null where a reader may still read them. */
  retire: (database: Database, version: RetiredVersion) => Promise<number | null>
}
