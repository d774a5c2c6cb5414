import type { Model, SourceKind } from './contract.ts'
import { MemberhouseError } from '../base/errors.ts'
import { isTimeZone } from './time_zone.ts'

/** A model whose rows are loaded from files. */
export type SourceModel = Model & { kind: SourceKind }

/** Whether a model is a source. */
export const isSource = (model: Model): model is SourceModel => model.kind.name === 'source'

/** A declared column that a file holds. */
export type FileColumn = {
  name: string
  type: string
  header: string
  zone: string | undefined
  personal: boolean
  optional: boolean
  identifier: string | undefined
}

/** The declared columns that a file holds: all but the ordinal. */
export const fileColumns = (source: SourceModel): FileColumn[] =>
  Object.entries(source.columns)
    .filter(([name]) => name !== source.kind.ordinal)
    .map(([name, { type, from, zone, personal, optional = false, identifier }]) => ({
      name,
      type,
      header: from ?? name,
      zone,
      personal,
      optional,
      identifier,
    }))

/** Returns all problems of a source's declaration; none when it can be loaded. */
export function sourceProblems(source: SourceModel): string[] {
  const { key, ordinal, deletion, delimiter, freshness, format, strips_guards } = source.kind
  const problems: string[] = []
  const undeclared = (role: string, name: string) => {
    if (!Object.hasOwn(source.columns, name)) problems.push(`${role} names the column ${name}, which is not declared`)
  }
  for (const name of key) {
    undeclared('key', name)
    if (source.columns[name]?.optional) problems.push(`${name} is part of the key, so a file cannot lack it: it is not optional`)
  }
  if (ordinal !== undefined) {
    undeclared('ordinal', ordinal)
    if (!key.includes(ordinal)) problems.push(`ordinal ${ordinal} is not part of the key (${key.join(', ')})`)
    if (key.length < 2)
      problems.push(`ordinal ${ordinal} numbers the lines that share the rest of the key, but the key has no other column`)
  }
  if (deletion.by !== 'append' && key.length === 0)
    problems.push(`deletion by ${deletion.by} finds rows by their key, but no key is declared`)
  if (deletion.by === 'tombstone') {
    undeclared('tombstone', deletion.column)
    const type = source.columns[deletion.column]?.type
    if (type && type !== 'boolean') problems.push(`tombstone ${deletion.column} is ${type}, not boolean`)
    if (ordinal !== undefined) problems.push('a tombstone finds its row by key, which is impossible with an ordinal')
  }
  if (freshness) undeclared('freshness', freshness.column)
  if (format === 'csv' && !/^[\x01-\x7f]$/.test(delimiter))
    problems.push(`delimiter ${JSON.stringify(delimiter)} is not one ASCII character`)
  if (/["\r\n\\]/.test(delimiter)) problems.push(`delimiter ${JSON.stringify(delimiter)} has another meaning in CSV`)
  if (strips_guards && format !== 'csv') problems.push(`strips_guards is for csv, and the files are ${format}`)
  for (const [name, { zone, type }] of Object.entries(source.columns)) {
    if (zone === undefined) continue
    if (!type.startsWith('timestamp')) problems.push(`${name} declares a zone, but it is ${type}: only timestamps have one`)
    else if (!isTimeZone(zone))
      problems.push(`the zone of ${name}, ${JSON.stringify(zone)}, is not a time zone: write one such as "Asia/Shanghai"`)
  }
  const headers = fileColumns(source).map(({ header }) => header)
  for (const header of new Set(headers.filter((name, place) => headers.indexOf(name) !== place)))
    problems.push(`two columns read the header ${header}`)
  return problems
}

/** Throws one error that lists all that `sourceProblems` finds. */
export function refuseUnloadable(source: SourceModel): void {
  const problems = sourceProblems(source)
  if (problems.length === 0) return
  throw new MemberhouseError(`${source.name} cannot be loaded:\n${problems.map((problem) => `  ${problem}`).join('\n')}`, {
    hint: `Correct the contract of ${source.name}.`,
  })
}
