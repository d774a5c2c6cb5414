import sql from 'sql-template-tag'
import type { Database } from '../postgres/database.ts'
import type { Build } from './fill_staging.ts'

/**
 * Removes the values that an error of Postgres quotes (SQLSTATE classes 22 and 23: data that does not fit) from its message, if the node or
 * one of its inputs has personal columns.
 */
export async function hidePersonalValues(database: Database, node: Build['node'], error: unknown): Promise<void> {
  const code = (error as { code?: unknown }).code
  if (!(error instanceof Error) || typeof code !== 'string' || !/^2[23]/.test(code)) return
  const { rows } = await database.query<{ is_personal: boolean }>(
    sql`select ${node.columns.some(({ personal }) => personal)} or exists (
         select from meta.relation_column where is_personal and relation = any(${node.refs})
     ) as is_personal`,
  )
  if (!rows[0]!.is_personal) return
  const hidden = error.message.replaceAll(/"(?:[^"]|"")*"/g, '"…"')
  if (hidden !== error.message) error.message = `${hidden} (the value is hidden: ${node.name} reads personal columns)`
}
