import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pc from 'picocolors'
import type { Config } from '../engine/config.ts'
import { openDatabase, type Database } from '../engine/database.ts'
import { MemberhouseError } from '../engine/errors.ts'
import { migrate } from '../engine/migrate.ts'
import { runRequest } from '../engine/run_request.ts'
import type { Services } from '../local/services.ts'
import { buildOnTemporal } from './follow_build.ts'
import { loadPaths } from './load_paths.ts'
import { actor } from './project.ts'
import { showDemo } from './show_demo.ts'

// Each night takes what the shop exported since the one before, and speaks of the day after the last line.
const nights = [
  { as_of: '2011-03-01', months: ['2010-12', '2011-01', '2011-02'] },
  { as_of: '2011-04-01', months: ['2011-03'] },
  { as_of: '2011-05-01', months: ['2011-04'] },
  { as_of: '2011-06-01', months: ['2011-05'] },
]

/** Runs the real shop's four nights in the project's database, from nothing. */
export async function runDemo(config: Config, services: Services, startWorker: () => Promise<unknown>): Promise<void> {
  const url = services.databaseUrl
  const database = openDatabase(url)
  try {
    await startAfresh(database, config)
    await migrate(url)
    await startWorker()
    const folder = join(config.project, 'seeds/online_retail')
    const files = await readdir(folder)
    for (const [place, { as_of, months }] of nights.entries()) {
      console.log(pc.bold(`\nNight ${place + 1} of ${nights.length}: as of ${as_of}`))
      const arrived = files.filter((file) => months.some((month) => file.includes(month))).map((file) => join(folder, file))
      await loadPaths({ config, url, database }, arrived)
      const end = await buildOnTemporal({ config, url, database }, runRequest.parse({ as_of, actor: actor() }))
      if (end.state !== 'published') throw new MemberhouseError(`The night as of ${as_of} ended ${end.state}: ${end.detail}`)
    }
    await showDemo(database, services)
  } finally {
    await database.end()
  }
}

/** Empties the database of what an earlier demo left. Refuses where somebody loaded files of their own. */
async function startAfresh(database: Database, config: Config): Promise<void> {
  const { rows } = await database.query<{ is_there: boolean }>(`select to_regclass('meta.batch') is not null as is_there`)
  if (!rows[0]!.is_there) return
  const { rows: foreign } = await database.query<{ source: string; file_name: string }>(
    `select source, file_name from meta.batch where source <> 'ods.online_retail_line' or file_name !~ '^online_retail_\\d{4}-\\d{2}\\.csv' limit 1`,
  )
  if (foreign.length > 0) {
    throw new MemberhouseError(
      `The demo starts from an empty database, and this one holds ${foreign[0]!.file_name} in ${foreign[0]!.source}`,
      {
        hint:
          config.database_url === undefined
            ? 'Run it in another place: MEMBERHOUSE_HOME=.demo npm run demo'
            : 'Give it a database of its own in DATABASE_URL.',
      },
    )
  }
  const { rows: building } = await database.query<{ run_id: number }>(
    `select run_id from meta.lease where run_id is not null and expires_at > clock_timestamp()`,
  )
  if (building.length > 0)
    throw new MemberhouseError(`Run ${building[0]!.run_id} is building`, {
      hint: `End it first with: memberhouse run cancel ${building[0]!.run_id}`,
    })
  console.log('Starting afresh: what the last demo built is removed')
  await database.query('drop schema if exists meta, store, ods, dwd, dws, ads, segment, warehouse cascade')
  await database.query('drop table if exists memberhouse_migration, memberhouse_migration_lock')
}
