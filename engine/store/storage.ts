/** Where the open rows of a table stored by change end: the largest bigint. */
export const openEnd = '9223372036854775807'

/**
 * How many versions of a relation the planner is told to expect. It cannot know which one a reader reads: `version = …` keeps a K-th
 * of every partition, which together is the one that is read, and a unique column has a K-th as many values as all partitions rows.
 */
export const keptVersions = 7

/** The table in `store` that keeps a relation's versions: `dws.member_rfm` is kept in `dws_member_rfm`. */
export const storeTable = (relation: string): string => relation.replace('.', '_')
