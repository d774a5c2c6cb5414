import type pg from 'pg'
import { literal, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'

export type SelectResult = { columns: string[]; rows: unknown[][] }

/** Runs one select in a read-only transaction on the published release, or on another one. */
export async function readAsReader(
  database: Database,
  select: string,
  release: number | null = null,
  values: unknown[] = [],
): Promise<SelectResult> {
  const connection = await database.connect()
  try {
    await beginReading(connection, release)
    // The extended protocol takes one statement only. Otherwise "commit; drop table …" would leave the read-only transaction.
    const query = { text: select, rowMode: 'array' as const, values, queryMode: 'extended' }
    const result: pg.QueryArrayResult = await connection.query(query).catch((cause: Error) => {
      throw explainSeveral(cause)
    })
    return { columns: result.fields.map((field) => field.name), rows: result.rows }
  } finally {
    await connection.query('rollback').catch(() => {})
    connection.release()
  }
}

/** Begins a read-only transaction on the published release, or on another one. */
export async function beginReading(connection: Connection, release: number | null): Promise<void> {
  await connection.query('begin transaction isolation level repeatable read read only')
  if (release !== null) await connection.query(`set local memberhouse.release = ${literal(String(release))}`)
  // Set the release's as_of for selects that call warehouse.as_of(), as models do.
  const { rows } = await connection.query<{ as_of: string }>('select as_of from meta.release where release = meta.current_release()')
  if (rows[0]) await connection.query(`set local memberhouse.as_of = ${literal(rows[0].as_of)}`)
}

/** Replaces Postgres' error for several statements by one that says what to do; returns any other error unchanged. */
export function explainSeveral(cause: Error & { routine?: string }): Error {
  if (cause.routine !== 'exec_parse_message' || !/multiple commands/.test(cause.message)) return cause
  return new MemberhouseError('Expected one select, got several statements', { hint: 'Run them one at a time.', cause })
}
