import { join } from 'node:path'
import { userInfo } from 'node:os'
import { readConfig, type Config } from '../engine/project/config.ts'
import { openDatabase, type Database } from '../engine/postgres/database.ts'
import { MemberhouseError } from '../engine/base/errors.ts'

/** Reads the configuration of the project that this command is part of. */
export const readProjectConfig = (): Promise<Config> => readConfig(join(import.meta.dirname, '..'))

export type Warehouse = { config: Config; url: string; database: Database }

/** Opens the project's database while `work` runs. */
export async function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  const { findDatabaseUrl, notRunning } = await import('../local/services.ts')
  const config = await readProjectConfig()
  const url = findDatabaseUrl(config)
  if (url === null) throw notRunning(['Postgres'])
  // One connection for each slot, and four more to renew the lease and record events.
  const database = openDatabase(url, 'memberhouse', config.heavy_slots + config.light_slots + 4)
  try {
    const { rows } = await database
      .query<{ is_migrated: boolean }>(`select to_regclass('meta.run') is not null as is_migrated`)
      .catch((cause: Error) => {
        throw new MemberhouseError(`Postgres does not answer: ${cause.message}`, {
          hint: 'See which servers run with: memberhouse status',
          cause,
        })
      })
    if (!rows[0]!.is_migrated)
      throw new MemberhouseError('The database has no schema of Memberhouse yet.', { hint: 'Run: memberhouse migrate' })
    return await work({ config, url, database })
  } finally {
    await database.end()
  }
}

/** The user who runs the command, as recorded with runs and publications. */
export const actor = (): string => userInfo().username
