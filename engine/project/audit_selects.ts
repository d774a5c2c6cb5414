import { identifier } from '../postgres/database.ts'
import type { Audit } from './contract/audits.ts'
import type { Node } from './node.ts'

/** Returns an audit's query over these rows, compared with these published rows. */
export const auditSelect = ({ failing }: Pick<Audit, 'failing'>, rows: string, published: string): string =>
  failing.replaceAll('{rows}', () => rows).replaceAll('{published}', () => published)

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
