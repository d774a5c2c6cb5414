import sql from 'sql-template-tag'
import { identifier, type Connection } from '../postgres/database.ts'
import { fileColumns, type SourceModel } from '../project/source_model.ts'
import { tableOf } from '../store/source_table.ts'

/**
 * Where the rows of a file land. Straight in the source's own table when each is new to it for certain: written once, 1M rows of ten
 * columns took the server 4.2 s of computing (a bare COPY of the same 2.9 s, staged and then written 8 s). Else in `staged`, to be compared with what is known.
 */
export type Landing = {
  table: string
  isDirect: boolean
  /** Columns that the file does not have, with the text that COPY is to read for each. */
  constants: { name: string; value: string }[]
  /** Makes the primary key, which was taken away, again. */
  restoreIndex: string
}

/** Decides where a file lands, and makes that ready. */
export async function openLanding(connection: Connection, source: SourceModel, batchId: number, fileName: string): Promise<Landing> {
  const { key, ordinal, deletion } = source.kind
  const table = tableOf(source)
  const isFirst = key.length > 0 && deletion.by !== 'tombstone' && (await isEmpty(connection, table))
  const restoreIndex = isFirst ? await takeIndexAway(connection, table) : null
  if (key.length === 0 || restoreIndex) {
    const constants = [
      { name: 'from_version', value: String(batchId) },
      { name: 'batch_id', value: String(batchId) },
      { name: 'loaded_at', value: 'now' },
      { name: 'source_file', value: fileName },
      // Corrected for the few lines that have equals before them.
      ...(ordinal ? [{ name: ordinal, value: '1' }] : []),
    ]
    return { table, isDirect: true, constants, restoreIndex: restoreIndex ?? '' }
  }
  const columns = [...fileColumns(source).map(({ name }) => identifier(name)), 'extra', 'source_line']
  await connection.query(`create temp table staged on commit drop as select ${columns.join(', ')} from ${table} with no data`)
  return { table: 'staged', isDirect: false, constants: [], restoreIndex: '' }
}

async function isEmpty(connection: Connection, table: string): Promise<boolean> {
  const { rows } = await connection.query(`select from ${table} limit 1`)
  return rows.length === 0
}

/**
 * Drops the primary key and returns the statement that makes it again: an index over what is there takes half the time of one that
 * grows with it (1M rows: 5.7 s instead of 11.0 s). Null, and nothing dropped, while somebody reads the table.
 */
async function takeIndexAway(connection: Connection, table: string): Promise<string | null> {
  const { rows } = await connection.query<{ name: string; definition: string }>(
    sql`select conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = ${table}::regclass and contype = 'p'`,
  )
  const primaryKey = rows[0]!
  await connection.query('savepoint before_locking')
  try {
    await connection.query(`lock table ${table} in access exclusive mode nowait`)
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error
    await connection.query('rollback to savepoint before_locking')
    return null
  }
  await connection.query(`alter table ${table} drop constraint ${identifier(primaryKey.name)}`)
  return `alter table ${table} add constraint ${identifier(primaryKey.name)} ${primaryKey.definition}`
}
