import { identifier } from '../postgres/database.ts'
import type { Staging } from './store.ts'

type Options = {
  /** As SQL. */
  table: string
  isTemporary?: boolean
  /** Columns before those of the node, each with its value in every row. */
  constants?: Record<string, number | string>
  key: string[]
  /** Further actions of the `alter table` that adds the constraints. */
  actions?: string[]
}

/** A table for the new rows of one attempt, permanent or until the transaction ends: what both stores and snapshots stage into. */
export function stagingTable({ table, isTemporary = false, constants = {}, key, actions = [] }: Options): Omit<Staging, 'keep'> {
  const [create, end] = isTemporary ? ['create temporary table', 'on commit drop'] : ['create table', '']
  const before = Object.entries(constants)
  return {
    table,
    createFrom(columns, select) {
      const listed = [...before.map(([name, value]) => `${value}::bigint as ${name}`), ...columns]
      return [`${create} ${table} ${end} as select ${listed.join(', ')} from (\n${select}\n) as rows`]
    },
    createEmpty(definitions) {
      const listed = [...before.map(([name, value]) => `${name} bigint default ${value}`), ...definitions]
      return [`${create} ${table} (${listed.join(', ')}) ${end}`]
    },
    constrain(required) {
      const listedKey = key.map((name) => identifier(name)).join(', ')
      const constraints = [...required.map((name) => `alter ${identifier(name)} set not null`), `add primary key (${listedKey})`]
      // The rows of a temporary table are joined by their key only, and never read later.
      const analysed = isTemporary ? `(${listedKey})` : ''
      return [`alter table ${table} ${[...actions, ...constraints].join(', ')}`, `analyze ${table} ${analysed}`]
    },
  }
}
