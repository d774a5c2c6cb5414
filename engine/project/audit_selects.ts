import { identifier } from '../postgres/database.ts'
import type { Audit } from './contract/audits.ts'
import type { Node } from './node.ts'

type Column = Pick<Node['columns'][number], 'name' | 'type'>

/** Returns an audit's query over these rows, compared with these published rows. */
export const auditSelect = ({ failing }: Pick<Audit, 'failing'>, rows: string, published: string): string =>
  failing.replaceAll('{rows}', () => rows).replaceAll('{published}', () => published)

/**
 * The audit, so that a NaN in a column that its condition names fails it too. Postgres sorts NaN above all numbers and equal to itself, so
 * most conditions would let it pass.
 */
export function failOnNan(audit: Audit, columns: Column[]): Audit {
  const { broken } = audit
  if (broken === undefined) return audit
  const names = new Set(broken.match(/[a-z_][a-z0-9_]*/gi))
  const named = columns.filter(({ name, type }) => (type === 'numeric' || type === 'double precision') && names.has(name))
  if (named.length === 0) return audit
  const extended = [`(${broken})`, ...named.map(({ name }) => `${identifier(name)} = 'NaN'`)].join(' or ')
  return { ...audit, broken: extended, failing: `select * from {rows} where ${extended}` }
}

/** Whether an audit compares the new rows with the published ones. */
export const comparesWithPublished = ({ failing }: Pick<Audit, 'failing'>): boolean => failing.includes('{published}')

/** The audits of every stored relation: its grain is unique, and its grain and all columns not declared nullable are not null. */
export function impliedAudits(node: Node): Audit[] {
  const required = node.columns.filter((column) => !column.nullable || node.grain.includes(column.name)).map((column) => column.name)
  const grain = node.grain.map((name) => identifier(name)).join(', ')
  return [
    {
      name: `unique(${node.grain.join(', ')})`,
      severity: 'error',
      failing: `select ${grain}, count(*) as row_count from {rows} group by ${grain} having count(*) > 1`,
    },
    ...required.map((name): Audit => ({
      name: `not_null(${name})`,
      severity: 'error',
      failing: `select * from {rows} where ${identifier(name)} is null`,
    })),
  ]
}
