import { identifier, literal } from '../../postgres/database.ts'
import { FileRefusal } from '../file_refusal.ts'
import { fileColumns, type SourceModel } from '../../project/source_model.ts'

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
        hint: `Have the export corrected, or if a column has a new name, say so with { from: '…' } in the contract of ${source.name}.`,
      },
    )
  }
  return headers.map((header, place) => {
    const column = declared.get(header)
    return column ? { ...column, isExtra: false } : { name: `extra ${place + 1}`, type: 'text', header, isExtra: true }
  })
}

/** What a field must be, apart from its type: keys may not be empty, dates and times are written as ISO 8601 has them. */
export const fieldRule = { key: 1, day: 2, time: 4 } as const

/** For each column of the file the rules that its fields follow, as bits. */
export const fieldRules = (source: SourceModel, layout: StagedColumn[]): number[] =>
  layout.map(({ isExtra, name, type }) => {
    if (isExtra) return 0
    return (source.kind.key.includes(name) ? fieldRule.key : 0) | (isMoment(type) ? (type === 'date' ? fieldRule.day : fieldRule.time) : 0)
  })

/** Whether a type is one that Postgres reads too much as: `yesterday`, 02/05/11 as 2002, the day alone of a moment. */
export const isMoment = (type: string): boolean => /^(date|timestamp)/.test(type)

/** The condition that a text is a date, or a date with a time, in the one way of writing that is not guessed at. */
export const isWrittenAsIso = (value: string, type: string): string =>
  type === 'date' ? `${value} ~ '^ *[0-9]{4}-[0-9]{2}-[0-9]{2} *$'` : `${value} ~ '^ *[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9TZ:. +-]*$'`

/** The staged columns as SQL, each with the type that `typeOf` gives it. */
export const listColumns = (layout: StagedColumn[], typeOf: (column: StagedColumn) => string = () => ''): string =>
  layout.map((column) => `${identifier(column.name)} ${typeOf(column)}`.trim()).join(', ')

/** What a JSON object says of a column, as text; nested values as JSON, an empty string as null. */
export const documentValue = (column: StagedColumn, document: string): string =>
  column.type === 'jsonb'
    ? `nullif((${document} -> ${literal(column.header)})::text, 'null')`
    : `nullif(${document} ->> ${literal(column.header)}, '')`
