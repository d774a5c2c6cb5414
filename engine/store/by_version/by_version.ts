import sql from 'sql-template-tag'
import { identifier } from '../../postgres/database.ts'
import { dropPartition } from './drop_partition.ts'
import { attemptTable, keptVersions, storedIn, storeTable } from '../names.ts'
import { createIndexes } from '../relation_ddl.ts'
import { stagingTable } from '../staging_table.ts'
import type { Store } from '../store.ts'

/** Each version is a partition with all of its rows: for relations of which nearly every row changes from night to night. */
export const byVersion: Store = {
  // Pruning at run time needs two partitions to choose from, and one of them a row: see createView.
  create(node, columns) {
    const table = storedIn(node.name)
    const listed = columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ')
    const hint =
      node.grain.length === 1
        ? `alter table only ${table} alter ${identifier(node.grain[0]!)} set (n_distinct_inherited = ${-1 / keptVersions});`
        : ''
    const [none, alsoNone] = ['none', 'also_none'].map((suffix) => `store.${storeTable(node.name)}_${suffix}`)
    return `create table ${table} (version bigint not null, ${listed}) partition by list (version);
            alter table only ${table} alter version set (n_distinct_inherited = ${keptVersions}); ${hint}
            create table ${none} partition of ${table} for values in (0);
            create table ${alsoNone} partition of ${table} for values in (-1);
            ${[`insert into ${none} (version) values (0)`, ...createIndexes(table, node.indexes)].join('; ')}`
  },

  isVisible: (version) => `version = ${version}`,

  rowsOf: (relation, version) => `(select * from ${storedIn(relation)} where version = ${version})`,

  differingRows: (relation, from, to) => ({ before: byVersion.rowsOf(relation, from), after: byVersion.rowsOf(relation, to) }),

  /** The partition is attached when its rows have passed: attaching blocks no reader. */
  stage: (_, { node, version, attempt }) => {
    const partition = attemptTable(node.name, version, attempt)
    const [table, parent] = [`store.${identifier(partition)}`, storedIn(node.name)]
    return Promise.resolve({
      ...stagingTable({
        table,
        constants: { version },
        key: node.grain,
        actions: ['alter version set not null', `alter version set (n_distinct = ${keptVersions})`, `add check (version = ${version})`],
      }),
      keep: (row_count) => {
        const statements = [
          `alter table ${parent} attach partition ${table} for values in (${version})`,
          sql`insert into meta.version (relation, version, store, kept_in, partition, row_count)
           values (${node.name}, ${version}, 'versions', ${parent}::regclass, ${partition}, ${row_count})`,
          // Takes the lock that attaching took, which no reader waits for.
          `analyze only ${parent}`,
        ]
        return Promise.resolve({ version, row_count, changed_count: row_count, statements })
      },
    })
  },

  undo: (database, { partition }) => dropPartition(database, partition!),

  retire: async (database, { partition, row_count, readers }) =>
    readers === null && (await dropPartition(database, partition!)) ? row_count : null,
}
