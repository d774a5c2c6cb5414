import { identifier } from '../postgres/database.ts'
import type { Audit } from './audits.ts'
import type { Node } from './node.ts'

/** What an audit's query is with its rows in their places. */
export const auditSelect = ({ failing }: Pick<Audit, 'failing'>, rows: string, published: string): string =>
  failing.replaceAll('{rows}', () => rows).replaceAll('{published}', () => published)

/** Whether an audit compares with what is published. */
export const comparesWithPublished = ({ failing }: Pick<Audit, 'failing'>): boolean => failing.includes('{published}')

/** The audits that every stored relation has: its grain is unique and, like every column not declared nullable, not null. */
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
