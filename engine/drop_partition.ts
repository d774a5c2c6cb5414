import { identifier, type Database } from './database.ts'

/**
 * Detaches and drops the partition of a version that nobody may read any more, without a reader waiting.
 * A transaction that still holds the table keeps the partition for now: it is left behind, detached by a later call.
 */
export async function dropPartition(database: Database, table: string, partition: string): Promise<boolean> {
  const parent = `store.${identifier(table)}`
  const child = `store.${identifier(partition)}`
  const { rows } = await database.query<{ is_attached: boolean | null; is_pending: boolean | null; is_held: boolean; is_there: boolean }>(
    `select to_regclass($2) is not null as is_there, inhdetachpending is not null as is_attached, inhdetachpending as is_pending,
         exists (
             select from pg_locks
             where relation = to_regclass($1) and granted and database = (select oid from pg_database where datname = current_database())
         ) as is_held
     from (select to_regclass($2) as child) as given
     left join pg_inherits on inhrelid = given.child and inhparent = to_regclass($1)`,
    [parent, child],
  )
  const { is_there, is_attached, is_pending, is_held } = rows[0]!
  if (!is_there) return true
  // `detach … concurrently` waits for every transaction that holds the parent, and a pending one keeps builds from attaching.
  if (is_attached && is_held && !is_pending) return false
  const connection = await database.connect()
  try {
    await connection.query(`set statement_timeout = '2s'`)
    if (is_attached) await connection.query(`alter table ${parent} detach partition ${child} ${is_pending ? 'finalize' : 'concurrently'}`)
    await connection.query(`drop table ${child}`)
    return true
  } catch (error) {
    if (['57014', '55P03', '55000'].includes((error as { code?: string }).code ?? '')) return false
    throw error
  } finally {
    await connection.query('reset statement_timeout')
    connection.release()
  }
}
