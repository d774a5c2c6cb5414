import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import type { Connection } from './database.ts'

/**
 * Sends several statements in one message, with their values written into the text, and returns the result of each. They run in
 * order and stop at the first failure.
 */
export async function inOneMessage(connection: Connection, ...statements: (Sql | string)[]): Promise<pg.QueryResult[]> {
  const texts = statements.map((statement) =>
    typeof statement === 'string'
      ? statement
      : statement.strings.reduce((text, next, place) => text + asLiteral(statement.values[place - 1]) + next),
  )
  const results: unknown = await connection.query(texts.join(';\n'))
  return Array.isArray(results) ? (results as pg.QueryResult[]) : [results as pg.QueryResult]
}

// As the driver binds values: arrays as Postgres arrays, objects as JSON.
function asLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((item) => JSON.stringify(String(item))).join(',')}}`)
  if (typeof value === 'object') return pg.escapeLiteral(JSON.stringify(value))
  return pg.escapeLiteral(String(value))
}
