import sql from 'sql-template-tag'
import { identifier, literal, type Connection } from '../postgres/database.ts'
import { arrangeLanded, placeColumn, placedRows } from './arrange.ts'
import { limitClosed } from './limit_closed.ts'
import { closeRows, openRows, insertBatchRows, type Landing } from '../store/by_change/landing.ts'
import { storedIn } from '../store/names.ts'
import { fileColumns, type SourceModel } from '../project/source_model.ts'

/** Counts of rows: superseded by a later line, written, closed. */
export type Written = { superseded: number; accepted: number; closed: number }

/**
 * Completes rows that landed in the source's own table: the ordinals, and the primary key, which finds two rows of one key without
 * sorting whole rows.
 */
export async function keepLanded(connection: Connection, source: SourceModel, landing: Landing, landed: number): Promise<Written> {
  let superseded = 0
  if (source.kind.ordinal) await arrangeLanded(connection, source, landing)
  await connection.query('savepoint before_index')
  try {
    await connection.query(landing.restoreIndex)
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    await connection.query('rollback to savepoint before_index')
    superseded = await arrangeLanded(connection, source, landing)
    await connection.query(landing.restoreIndex)
  }
  await refreshStatistics(connection, landing.table, landed)
  return { superseded, accepted: landed - superseded, closed: 0 }
}

/**
 * Writes the differences between the rows of a file and the open rows of its source. Rows that the file lacks are closed if `closesMissing`;
 * unless `acceptsClosed`, a file that lacks too many is refused.
 */
export async function writeChanges(
  connection: Connection,
  source: SourceModel,
  landing: Landing,
  batchId: number,
  fileName: string,
  closesMissing: boolean,
  acceptsClosed: boolean,
): Promise<Written> {
  const { key, deletion, ordinal } = source.kind
  const columns = Object.keys(source.columns)
  const run = async (statement: string) => (await connection.query(statement)).rowCount!
  const place = identifier(placeColumn(source))
  // Columns of `difference` end with a question mark: no column of a source has such a name.
  const known = key.map((name, position) => ({ column: identifier(name), alias: `"key ${position}?"` }))
  const isSameKey = key.map((name) => `known.${identifier(name)} = arrival.${identifier(name)}`).join(' and ')
  const isGone = deletion.by === 'tombstone' ? `arrival.${identifier(deletion.column)} is true` : 'false'
  const compared = [...columns.filter((name) => !key.includes(name)), 'extra'].map((name) => identifier(name))
  const isChanged = `(${compared.map((name) => `known.${name}`).join(', ')}) is distinct from (${compared.map((name) => `arrival.${name}`).join(', ')})`
  // A row that moved to another file belongs to that file from now on: else a new version of the older file would close it.
  const isMoved = deletion.by === 'replaces_file' ? `or known.source_file is distinct from ${literal(fileName)}` : ''
  const isClosed = deletion.by === 'replaces_file' ? `known.source_file = ${literal(fileName)}` : 'true'
  await run(
    `analyze ${landing.table} (source_line, ${fileColumns(source)
      .filter(({ name }) => key.includes(name))
      .map(({ name }) => identifier(name))
      .join(', ')})`,
  )
  // One join finds all differences: sorting, comparing and writing in passes of their own took twice as long.
  await run(
    `create temp table difference on commit drop as
     select known.${identifier(key[0]!)} is not null as "is_known?", ${known.map(({ column, alias }) => `known.${column} as ${alias}`).join(', ')},
         arrival.source_line, arrival.${place} as "place?",
         case when arrival.source_line is null then 'closed' ${ordinal ? '' : `when arrival.${place} > 1 then 'superseded'`} when ${isGone} then 'gone' else 'written' end as "kind?"
     from ${placedRows(source, landing, [...fileColumns(source).map(({ name }) => name), 'extra'])} as arrival
     ${closesMissing && deletesByAbsence(source) ? 'full' : 'left'} join ${openRows(source)} as known on ${isSameKey}
     where case when arrival.source_line is null then ${isClosed} when arrival."is_spared?" then false
         else ${ordinal ? '' : `arrival.${place} > 1 or`} known.${identifier(key[0]!)} is null or ${isGone} or ${isChanged} ${isMoved} end`,
  )
  await run('analyze difference')
  const { rows } = await connection.query<Record<'superseded' | 'closed' | 'gone' | 'added', number>>(
    `select count(*) filter (where "kind?" = 'superseded') as superseded, count(*) filter (where "kind?" = 'closed') as closed,
         count(*) filter (where "kind?" = 'gone' and "is_known?") as gone, count(*) filter (where "kind?" = 'written') as added
     from difference`,
  )
  const { superseded, closed, gone, added } = rows[0]!
  if (!acceptsClosed) await limitClosed(connection, source, fileName, closed, added)
  const isOf = (row: string) => `${row}.source_line = difference.source_line`
  if (superseded > 0)
    await run(`delete from ${landing.table} as staged using difference where "kind?" = 'superseded' and ${isOf('staged')}`)
  const isThisKey = known.map(({ column, alias }) => `known.${column} = difference.${alias}`).join(' and ')
  await run(closeRows(source, batchId, 'difference', `"kind?" <> 'superseded' and "is_known?" and ${isThisKey}`))
  const values = columns.map((name) => (name === ordinal ? 'difference."place?"' : `staged.${identifier(name)}`))
  // In the order of the key, so that the index is written from one end to the other.
  const inserted = await run(
    insertBatchRows(
      source,
      batchId,
      [...columns, 'extra', 'batch_id', 'loaded_at', 'source_file', 'source_line'],
      `${values.join(', ')}, staged.extra, ${batchId}, transaction_timestamp(), ${literal(fileName)}, staged.source_line
       from ${landing.table} as staged
       inner join difference on ${isOf('staged')}
       where "kind?" = 'written'
       order by ${key.map((name) => (name === ordinal ? '"place?"' : `staged.${identifier(name)}`)).join(', ')}`,
    ),
  )
  const written = { superseded, accepted: inserted + gone, closed: closed + gone }
  await refreshStatistics(connection, storedIn(source.name), written.accepted + written.closed)
  return written
}

/** Whether a row that a file lacks is deleted. */
export const deletesByAbsence = ({ kind: { deletion } }: SourceModel): boolean =>
  deletion.by === 'whole_file' || deletion.by === 'replaces_file'

// The next build joins these rows before autovacuum analyses them.
async function refreshStatistics(connection: Connection, table: string, changed: number): Promise<void> {
  const { rows } = await connection.query<{ reltuples: number }>(sql`select reltuples from pg_class where oid = ${table}::regclass`)
  if (changed > 0.1 * rows[0]!.reltuples) await connection.query(`analyze ${table}`)
}
