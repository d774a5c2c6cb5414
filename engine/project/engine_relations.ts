import type { Node } from './node.ts'

type Column = [name: string, type: string, doc: string]

const columns: Column[] = [
  ['source', 'text', 'The source: the name of its model.'],
  ['column_name', 'text', 'A declared column; `*` for the rows as a whole.'],
  ['period', 'text', '`month` if the names of the files say a month; else `day`.'],
  ['starts_on', 'date', 'The day, or the first day of the month.'],
  ['file_count', 'bigint', 'Files that were loaded.'],
  ['refused_count', 'bigint', 'Files that were refused; nothing of them is counted in the other columns. Null except in `*`.'],
  ['row_count', 'bigint', 'Rows of the loaded files.'],
  ['missing_count', 'bigint', 'Rows without a value in the column; null in `*`.'],
  ['rejected_count', 'bigint', 'Rows that were rejected for their value in the column; in `*`, for any reason but a repeated key.'],
  ['unreadable_count', 'bigint', 'Identifiers that normalisation cannot read; null for other columns.'],
  ['standardised_count', 'bigint', 'Identifiers that normalisation changes; null for other columns.'],
  ['repeated_count', 'bigint', 'Rows whose key a later line of their file repeats; null except in `*`.'],
  ['unchanged_count', 'bigint', 'Rows that the source already had, exactly so; null except in `*`.'],
]

/** The relations of the engine that a view may read, as nodes that no run builds. */
export const engineRelations: Node[] = [
  {
    ...{ name: 'meta.column_day', kind: 'source', doc: 'What loads measured, by source, column and day.', store: 'changes', heavy: false },
    ...{
      grain: ['source', 'column_name', 'period', 'starts_on'],
      indexes: [],
      audits: [],
      tags: [],
      select: null,
      compute: null,
      refs: [],
      functions: [],
    },
    ...{ reads_as_of: false, code_hash: '', source: null, remembers: false, contract_file: '', select_file: '', seed_lines: [] },
    columns: columns.map(([name, type, doc]) => ({ name, type, doc, nullable: true, personal: false })),
  },
]

/** Whether a relation is one of the engine that a view may read. */
export const isEngineRelation = (name: string): boolean => engineRelations.some((relation) => relation.name === name)
