import { identifier, inTransaction, type Database } from './database.ts'

/**
 * Drops the partition of a version that nobody may read any more; false where a reader holds its table: try again later.
 * Readers that come wait 100 ms at most. Not `detach … concurrently`: broken off it leaves a pending detach, and builds cannot attach.
 */
export async function dropPartition(database: Database, partition: string): Promise<boolean> {
  try {
    await inTransaction(database, (connection) =>
      connection.query(`set local lock_timeout = '100ms'; drop table if exists store.${identifier(partition)}`),
    )
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') return false
    throw error
  }
}
