import { identifier, literal } from '../../postgres/database.ts'
import { FileRefusal } from '../file_refusal.ts'
import { fieldRule } from './field_rule.ts'
import { fileColumns, type SourceModel } from '../../project/source_model.ts'

/** One column of a file: a declared one with its name and type, or an extra one as text. */
export type StagedColumn = { name: string; type: string; header: string; isExtra: boolean }

/** Matches the headers of a file to the declared columns, in the order of the file. Throws FileRefusal when one is missing or repeated. */
export function fileLayout(source: SourceModel, headers: string[]): StagedColumn[] {
  const repeated = [...new Set(headers.filter((name, place) => headers.indexOf(name) !== place))]
  if (repeated.length > 0) {
    throw new FileRefusal(`the header names ${repeated.map((name) => JSON.stringify(name)).join(', ')} more than once`, {
      hint: 'The two cannot be told apart. Have the export corrected.',
    })
  }
  const declared = new Map(fileColumns(source).map((column) => [column.header, column]))
  const missing = [...declared.keys()].filter((header) => !headers.includes(header))
  if (missing.length > 0) {
    throw new FileRefusal(
      `the file lacks ${missing.map((name) => JSON.stringify(name)).join(', ')}; it has ${headers.map((name) => JSON.stringify(name)).join(', ')}`,
      {
        hint: `Have the export corrected. If a column has a new name, add { from: '…' } in the contract of ${source.name}.`,
      },
    )
  }
  return headers.map((header, place) => {
    const column = declared.get(header)
    return column ? { ...column, isExtra: false } : { name: `extra ${place + 1}`, type: 'text', header, isExtra: true }
  })
}

/** The rules of each column of the file, as bits. */
export const fieldRules = (source: SourceModel, layout: StagedColumn[]): number[] =>
  layout.map(({ isExtra, name, type }) => {
    if (isExtra) return 0
    return (source.kind.key.includes(name) ? fieldRule.key : 0) | (isMoment(type) ? (type === 'date' ? fieldRule.day : fieldRule.time) : 0)
  })

/** Whether the type is a date or a timestamp. Postgres accepts too much for these: `yesterday`, 02/05/11 as 2002, a day without a time. */
export const isMoment = (type: string): boolean => /^(date|timestamp)/.test(type)

/** The condition that a text is a date or a timestamp in ISO 8601, the only form that needs no guess. */
export const isWrittenAsIso = (value: string, type: string): string =>
  type === 'date' ? `${value} ~ '^ *[0-9]{4}-[0-9]{2}-[0-9]{2} *$'` : `${value} ~ '^ *[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9TZ:. +-]*$'`

/** The columns as SQL, each with the type that `typeOf` returns. */
export const listColumns = (layout: StagedColumn[], typeOf: (column: StagedColumn) => string = () => ''): string =>
  layout.map((column) => `${identifier(column.name)} ${typeOf(column)}`.trim()).join(', ')

/** The value of a column in a JSON object, as text; nested values as JSON, an empty string as null. */
export const documentValue = (column: StagedColumn, document: string): string =>
  column.type === 'jsonb'
    ? `nullif((${document} -> ${literal(column.header)})::text, 'null')`
    : `nullif(${document} ->> ${literal(column.header)}, '')`
