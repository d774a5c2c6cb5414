import { identifier, literal } from '../../postgres/database.ts'
import { FileRefusal } from '../file_refusal.ts'
import { fieldRule } from './field_rule.ts'
import { fileColumns, type FileColumn, type SourceModel } from '../../project/source_model.ts'
import { valueRule } from './value_form.ts'

/** One column of a file: a declared one with its name and type, or an extra one as text. */
export type StagedColumn = FileColumn & { isExtra: boolean }

/** Matches the headers of a file to the declared columns, in the order of the file. Throws FileRefusal when a declared one is missing or repeated. */
export function fileLayout(source: SourceModel, headers: string[]): StagedColumn[] {
  const declared = new Map(fileColumns(source).map((column) => [column.header, column]))
  refuseNoHeader(source, headers, [...declared.keys()])
  const repeated = [...new Set(headers.filter((name, place) => declared.has(name) && headers.indexOf(name) !== place))]
  if (repeated.length > 0) {
    throw new FileRefusal(`the header names ${listed(repeated, repeated)} more than once`, {
      hint: 'The two cannot be told apart. Have the export corrected.',
    })
  }
  const missing = [...declared.values()]
    .filter(({ header, optional }) => !optional && !headers.includes(header))
    .map(({ header }) => header)
  if (missing.length > 0) {
    throw new FileRefusal(
      `the file lacks ${missing.map((name) => JSON.stringify(name)).join(', ')}; it has ${listed(headers, [...declared.keys()])}`,
      {
        hint: `Have the export corrected. If a column has a new name, add { from: '…' } in the contract of ${source.name}; if only newer files have it, add { optional: true }.`,
      },
    )
  }
  return headers.map((header, place) => {
    const column = declared.get(header)
    return column
      ? { ...column, isExtra: false }
      : {
          name: `extra ${place + 1}`,
          type: 'text',
          header: extraName(source, headers, place),
          zone: undefined,
          personal: false,
          optional: true,
          identifier: undefined,
          isExtra: true,
        }
  })
}

/** The name in `extra` of an undeclared column: one that is repeated or empty in the header gets its place, so that it keeps its values. */
function extraName(source: SourceModel, headers: string[], place: number): string {
  const name = headers[place]!
  if (source.kind.format === 'ndjson' || (name !== '' && headers.indexOf(name) === place)) return name
  return `${name} (column ${place + 1})`.trim()
}

/** Refuses a first line that names no declared column, in any case: it may be a row, so none of it is shown. */
function refuseNoHeader(source: SourceModel, headers: string[], declared: string[]): void {
  const known = new Set(declared.map((name) => name.toLowerCase()))
  if (headers.some((name) => known.has(name.toLowerCase()))) return
  const what = source.kind.format === 'csv' ? 'the first line is not the header' : 'no line has a declared property'
  throw new FileRefusal(
    `${what}: ${headers.length === 1 ? 'its only name is not' : `none of its ${headers.length} names is`} ` +
      declared
        .map((name) => JSON.stringify(name))
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1'),
    {
      hint: `Look at the first line of the file: a title, another delimiter or a row may stand in place of the header. If its columns have new names, add { from: '…' } in the contract of ${source.name}.`,
    },
  )
}

/**
 * Names of a header for a message. If one that is not declared looks like a value, a row may have slipped into the header, and only the
 * declared names are shown.
 */
export function listed(names: string[], declared: string[] = []): string {
  const known = new Set(declared.map((name) => name.toLowerCase()))
  const others = names.filter((name) => !known.has(name.toLowerCase()))
  const shown = others.some((name) => value.test(name)) ? names.filter((name) => !others.includes(name)) : names
  const hidden = shown === names ? [] : [`${others.length} names that are not shown, because they look like values`]
  return [...shown.map((name) => JSON.stringify(name)), ...hidden].join(', ')
}

// Five digits, also 138-0013-8000 and 1990-05-31, but not amount_2026_06; or an email address.
const value = /(?:\d[ .,()+/-]*){5}|@/

/** The rules of each column of the file, as bits. */
export const fieldRules = (source: SourceModel, layout: StagedColumn[]): number[] =>
  layout.map((column) => (column.isExtra ? 0 : (source.kind.key.includes(column.name) ? fieldRule.key : 0) | valueRule(column)))

/** The columns as SQL, each with the type that `typeOf` returns. */
export const listColumns = (layout: StagedColumn[], typeOf: (column: StagedColumn) => string = () => ''): string =>
  layout.map((column) => `${identifier(column.name)} ${typeOf(column)}`.trim()).join(', ')

/** The value of a column in a JSON object, as text; nested values as JSON, an empty string as null. */
export const documentValue = (column: StagedColumn, document: string): string =>
  column.type === 'jsonb'
    ? `nullif((${document} -> ${literal(column.header)})::text, 'null')`
    : `nullif(${document} ->> ${literal(column.header)}, '')`
