import { identifier, literal, type Connection } from '../database.ts'
import { openEnd } from '../storage.ts'
import { FileRefusal } from './file_refusal.ts'
import { tableOf, type SourceModel } from './source_model.ts'

export type Written = { accepted: number; ended: number }

const column = (name: string) => identifier(name)

/** Writes what differs between the rows that arrived (`rows`, a table or a subselect) and the open rows of the source. */
export async function writeChanges(connection: Connection, source: SourceModel, batchId: number, fileName: string, rows: string): Promise<Written> {
  const { key, deletion } = source.kind
  const table = tableOf(source)
  const count = async (sql: string) => (await connection.query(sql)).rowCount!
  const isOpen = `known.to_version = ${openEnd}`
  const isSameKey = key.map((name) => `known.${column(name)} = arrival.${column(name)}`).join(' and ')
  const isTombstone = deletion.by === 'tombstone' ? `arrival.${column(deletion.column)} is true` : 'false'
  const close = `update ${table} as known set to_version = ${batchId}`

  let ended = 0
  let endedByTombstone = 0
  const { rows: anyOpen } = await connection.query(`select from ${table} as known where ${isOpen} limit 1`)
  if (key.length > 0 && anyOpen.length > 0) {
    if (deletion.by === 'whole_file' || deletion.by === 'replaces_file') {
      const isOfFile = deletion.by === 'replaces_file' ? `and known.source_file = ${literal(fileName)}` : ''
      ended = await count(`${close} where ${isOpen} ${isOfFile} and not exists (select from arrival where ${isSameKey})`)
    }
    if (deletion.by === 'tombstone') endedByTombstone = await count(`${close} from arrival where ${isOpen} and ${isTombstone} and ${isSameKey}`)
    // A row that moved to another file belongs to that one from now on: else the older file would end it.
    const compared = [...Object.keys(source.columns).filter((name) => !key.includes(name)), 'extra']
    const isChanged = `(${compared.map((name) => `known.${column(name)}`).join(', ')}) is distinct from (${compared.map((name) => `arrival.${column(name)}`).join(', ')})`
    const isMoved = deletion.by === 'replaces_file' ? `or known.source_file is distinct from ${literal(fileName)}` : ''
    await count(`${close} from arrival where ${isOpen} and ${isSameKey} and not arrival.is_spared and not ${isTombstone} and (${isChanged} ${isMoved})`)
  }
  const listed = Object.keys(source.columns).map(column).join(', ')
  const isNew = key.length > 0 ? `and not exists (select from ${table} as known where ${isOpen} and ${isSameKey})` : ''
  const inserted = await count(
    `insert into ${table} (from_version, ${listed}, extra, batch_id, loaded_at, source_file, source_line)
     select ${batchId}, ${listed}, extra, ${batchId}, transaction_timestamp(), ${literal(fileName)}, source_line
     from ${rows} as arrival
     where not arrival.is_spared and not ${isTombstone} ${isNew}`,
  )
  const written = { accepted: inserted + endedByTombstone, ended: ended + endedByTombstone }
  await refreshStatistics(connection, table, written.accepted + written.ended)
  return written
}

/** Refuses a file without rows that would end all there is: far more often a broken export than an emptied shop. */
export async function refuseEmptying(connection: Connection, source: SourceModel, fileName: string): Promise<void> {
  const { deletion } = source.kind
  if (deletion.by !== 'whole_file' && deletion.by !== 'replaces_file') return
  const { rows } = await connection.query<{ count: number }>(
    `select count(*) as count from ${tableOf(source)} where to_version = ${openEnd} ${deletion.by === 'replaces_file' ? `and source_file = ${literal(fileName)}` : ''}`,
  )
  if (rows[0]!.count === 0) return
  throw new FileRefusal(`the file has a header and no rows: it would end all ${rows[0]!.count} rows that ${deletion.by === 'whole_file' ? source.name : fileName} has`, {
    hint: 'Fetch the file again. If they are all gone in truth, keep one row of them in the file.',
  })
}

// The build that follows joins these rows at once, before autovacuum comes by.
async function refreshStatistics(connection: Connection, table: string, changed: number): Promise<void> {
  const { rows } = await connection.query<{ reltuples: number }>('select reltuples from pg_class where oid = $1::regclass', [table])
  if (changed > 0.1 * rows[0]!.reltuples) await connection.query(`analyze ${table}`)
}
