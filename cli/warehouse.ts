import { join } from 'node:path'
import { userInfo } from 'node:os'
import { readConfig, type Config } from '../engine/project/config.ts'
import { openDatabase, type Database } from '../engine/postgres/database.ts'
import { MemberhouseError } from '../engine/base/errors.ts'

/** The configuration of the project that this command belongs to. */
export const readProjectConfig = (): Promise<Config> => readConfig(join(import.meta.dirname, '..'))

export type Warehouse = { config: Config; url: string; database: Database }

/** Opens the project's database for one command and closes it after. */
export async function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  const { findDatabaseUrl, notRunning } = await import('../local/services.ts')
  const config = await readProjectConfig()
  const url = findDatabaseUrl(config)
  if (url === null) throw notRunning(['Postgres'])
  // A connection for each node at work, and some to renew the lease and to write down what happens meanwhile.
  const database = openDatabase(url, 'memberhouse', config.heavy_slots + config.light_slots + 4)
  try {
    const { rows } = await database
      .query<{ is_migrated: boolean }>(`select to_regclass('meta.run') is not null as is_migrated`)
      .catch((cause: Error) => {
        throw new MemberhouseError(`Postgres does not answer: ${cause.message}`, { hint: 'See what runs with: memberhouse status', cause })
      })
    if (!rows[0]!.is_migrated)
      throw new MemberhouseError('The database has no schema of Memberhouse yet.', { hint: 'Run: memberhouse migrate' })
    return await work({ config, url, database })
  } finally {
    await database.end()
  }
}

/** Who types the commands, as runs and publications remember it. */
export const actor = (): string => userInfo().username
