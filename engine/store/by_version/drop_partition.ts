import sql from 'sql-template-tag'
import { identifier, inTransaction, type Database } from '../../postgres/database.ts'

/**
 * Drops the partition of a version that no reader needs; returns false where a reader holds the table: try again later. New readers wait
 * 100 ms at most.
 */
export async function dropPartition(database: Database, partition: string): Promise<boolean> {
  const { rows } = await database.query<{ parent: string; is_long_held: boolean }>(
    sql`select inhparent::regclass::text as parent, exists (
         select from pg_locks inner join pg_stat_activity as activity on activity.pid = pg_locks.pid
         where pg_locks.relation = inhparent and pg_locks.granted and activity.xact_start < clock_timestamp() - interval '2 seconds'
     ) as is_long_held
     from pg_inherits where inhrelid = to_regclass(${`store.${identifier(partition)}`})`,
  )
  const attached = rows[0]
  if (attached?.is_long_held) return false
  if (await drop(database, partition)) return true
  // A drop locks the whole table and finds no gap between overlapping readers: 2 of 20 tries succeeded among 4 readers with transactions of
  // a second. Detaching blocks no reader and waits for earlier ones, half a second here; but it cannot run in a transaction.
  return attached !== undefined && (await detach(database, attached.parent, partition)) && (await drop(database, partition))
}

const drop = (database: Database, partition: string): Promise<boolean> =>
  unlessHeld(() =>
    inTransaction(database, (connection) =>
      connection.query(`set local lock_timeout = '100ms'; drop table if exists store.${identifier(partition)}`),
    ),
  )

/** When interrupted it leaves a pending detach: new readers ignore it, builds attach beside it, and a drop completes it. */
async function detach(database: Database, parent: string, partition: string): Promise<boolean> {
  const connection = await database.connect()
  try {
    await connection.query(`set statement_timeout = '2s'`)
    return await unlessHeld(() => connection.query(`alter table ${parent} detach partition store.${identifier(partition)} concurrently`))
  } finally {
    // Closed, not returned to the pool with that timeout.
    connection.release(true)
  }
}

// No lock was available, the statement timed out, or another detach of the table is pending.
const held = ['55P03', '57014', '55000']

async function unlessHeld(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (held.includes((error as { code?: string }).code ?? '')) return false
    throw error
  }
}
