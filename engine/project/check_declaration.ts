import type { Column, Model, Segment } from './contract.ts'
import { layerOf, layers, loadColumns, versionColumns } from './node.ts'
import type { Definition } from './read_project.ts'
import { isSource, sourceProblems } from './source_model.ts'

const maxNameBytes = 63

/** Adds a problem for each rule that a declaration breaks by itself, before its selects are read. */
export function checkDeclaration(
  { kind, name, declared }: Definition,
  grain: readonly string[],
  problem: (message: string, near?: string) => void,
): void {
  const expected = kind === 'model' ? name : name.split('.')[1]
  if (declared.name !== expected) problem(`its name is '${declared.name}', but its path says '${expected}'`, 'name:')
  if (!declared.doc?.trim()) problem('a doc is missing: describe its rows', 'doc:')
  if (!/^[a-z]+\.[a-z][a-z0-9_]{0,39}$/.test(name))
    problem(`'${name}' is not a valid name: use up to 40 lower-case letters, digits and underscores`)
  if (kind === 'audit') return
  const columns = (declared as Model | Segment).columns
  for (const [column, declared] of Object.entries<Column | undefined>(columns))
    if (declared === undefined) problem(`column '${column}' is undefined: the contract that it is taken from has no such column`, column)
    else if (!declared.doc?.trim()) problem(`column '${column}' has no doc: describe it`, `${column}:`)
  for (const column of Object.keys(columns).filter((column) => Buffer.byteLength(column) > maxNameBytes))
    problem(`column '${column}' has ${Buffer.byteLength(column)} bytes, but Postgres keeps only ${maxNameBytes}: shorten it`, `${column}:`)
  const reserved = kind === 'segment' ? [] : reservedColumns(declared as Model)
  for (const column of Object.keys(columns).filter((name) => reserved.includes(name)))
    problem(`column '${column}' has a reserved name: rename it (reserved are ${reserved.join(', ')})`, `${column}:`)
  if (kind === 'segment' || (declared as Model).kind.name !== 'source')
    for (const key of grain) if (!(key in columns)) problem(`the grain names '${key}', which is not a column`, 'grain:')
  if (kind === 'segment') return
  const { kind: stored } = declared as Model
  if (!layers.slice(0, 4).includes(layerOf(name))) problem(`'${layerOf(name)}' is not a layer: use ods, dwd, dws or ads`)
  if ((stored.name === 'source') !== (layerOf(name) === 'ods')) problem('sources, and only sources, belong in models/ods')
  if (stored.name !== 'source' && stored.name !== 'view' && grain.length === 0)
    problem('a grain is missing: name the columns that are unique together', 'grain:')
  const model = declared as Model
  checkIndexes(model, problem)
  if (model.remembers && (!('store' in stored) || stored.store !== 'changes'))
    problem(`a model that remembers must be stored by change: add store: 'changes'`, 'remembers:')
  if (stored.name === 'computed' && stored.gives === 'changes' && !model.remembers)
    problem(`a model that yields changes needs a registry to compare with: add remembers: true`, 'kind:')
  if ((stored.name === 'source' || stored.name === 'view') && model.audits?.length)
    problem(`a ${stored.name} is not built, so its audits would never run: move them to a model that reads it or that it reads`, 'audits:')
  if (isSource(model)) for (const message of sourceProblems(model)) problem(message, 'kind:')
}

function checkIndexes({ kind, columns, indexes = [] }: Model, problem: (message: string, near?: string) => void): void {
  if (indexes.length > 0 && (kind.name === 'source' || kind.name === 'view'))
    problem(`a ${kind.name} has no indexes: declare them on a stored model that reads it or that it reads`, 'indexes:')
  for (const [place, index] of indexes.entries()) {
    if (index.length === 0) problem('an index has no columns: name some, or remove it', 'indexes:')
    for (const column of index) if (!(column in columns)) problem(`an index names '${column}', which is not a column`, 'indexes:')
    if (new Set(index).size < index.length) problem(`the index (${index.join(', ')}) names a column twice`, 'indexes:')
    if (indexes.findIndex((other) => other.join() === index.join()) < place)
      problem(`the index (${index.join(', ')}) is declared twice: remove one`, 'indexes:')
  }
}

// Columns that the tables of the store add to those of the contract, and the system columns of Postgres.
const reservedColumns = ({ kind: { name }, remembers }: Model): string[] =>
  name === 'view'
    ? []
    : [
        ...[...versionColumns, ...(name === 'source' ? ['is_current', ...loadColumns.map((column) => column.name)] : [])],
        ...(remembers ? ['run_id', 'is_deleted', 'is_new', 'is_effective'] : []),
        ...['ctid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax'],
      ]
