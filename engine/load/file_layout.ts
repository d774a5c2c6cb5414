import { identifier, literal } from '../database.ts'
import { FileRefusal } from './file_refusal.ts'
import { fileColumns, type SourceModel } from './source_model.ts'

/** One column of a file as it is staged: under its declared name and type, or as text beside them. */
export type StagedColumn = { name: string; type: string; header: string; isExtra: boolean }

/** Matches the names in a file to the declared columns; in the order of the file. */
export function fileLayout(source: SourceModel, headers: string[]): StagedColumn[] {
  const repeated = [...new Set(headers.filter((name, place) => headers.indexOf(name) !== place))]
  if (repeated.length > 0) {
    throw new FileRefusal(`the header names ${repeated.map((name) => JSON.stringify(name)).join(', ')} more than once`, {
      hint: 'Which of the two is meant cannot be known: have the export corrected.',
    })
  }
  const declared = new Map(fileColumns(source).map((column) => [column.header, column]))
  const missing = [...declared.keys()].filter((header) => !headers.includes(header))
  if (missing.length > 0) {
    throw new FileRefusal(
      `the file lacks ${missing.map((name) => JSON.stringify(name)).join(', ')}; it has ${headers.map((name) => JSON.stringify(name)).join(', ')}`,
      {
        hint: `Have the export corrected, or if a column has a new name, say so with { from: '…' } in models/${source.name.replace('.', '/')}.ts.`,
      },
    )
  }
  return headers.map((header, place) => {
    const column = declared.get(header)
    return column ? { ...column, isExtra: false } : { name: `extra ${place + 1}`, type: 'text', header, isExtra: true }
  })
}

/** For each column of the file whether it is part of the key. */
export const keyFields = (source: SourceModel, layout: StagedColumn[]): boolean[] =>
  layout.map((column) => !column.isExtra && source.kind.key.includes(column.name))

/** The staged columns as SQL, each with the type that `typeOf` gives it. */
export const listColumns = (layout: StagedColumn[], typeOf: (column: StagedColumn) => string = () => ''): string =>
  layout.map((column) => `${identifier(column.name)} ${typeOf(column)}`.trim()).join(', ')

/** What a JSON object says of a column, as text; nested values as JSON, an empty string as null. */
export const documentValue = (column: StagedColumn, document: string): string =>
  column.type === 'jsonb'
    ? `nullif((${document} -> ${literal(column.header)})::text, 'null')`
    : `nullif(${document} ->> ${literal(column.header)}, '')`
