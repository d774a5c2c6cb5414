import { identifier } from '../postgres/database.ts'

/** The end of open rows in a table stored by change: the largest bigint. */
export const openEnd = '9223372036854775807'

/**
 * How many published releases are kept, and so how many versions of a relation the planner is told to expect. It cannot know which one a
 * reader reads, so it estimates a K-th of the rows of every partition, and a K-th as many values of a unique column as all partitions have
 * rows.
 */
export const keptVersions = 7

/** The name of the table that stores a relation: `dws.member_rfm` is stored in `dws_member_rfm`. */
export const storeTable = (relation: string): string => relation.replace('.', '_')

/** The table that stores a relation, as SQL. */
export const storedIn = (relation: string): string => `store.${identifier(storeTable(relation))}`

/** The name of the table that one attempt at a version fills: a partition of the relation, or what replaces its empty table. */
export const attemptTable = (relation: string, version: number, attempt: number): string => `${storeTable(relation)}_v${version}a${attempt}`

/** The temporary table of an attempt's new rows; as SQL. */
export const newRows = 'new_rows'

/** The temporary table of a file's rows, to be compared with those that their source has; as SQL. */
export const fileRows = 'file_rows'

/** The table that keeps what a model remembers, as SQL. */
export const registryTable = (relation: string): string => `store.${identifier(`${storeTable(relation)}_registry`)}`
