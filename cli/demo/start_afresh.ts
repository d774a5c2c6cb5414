import sql from 'sql-template-tag'
import type { Config } from '../../engine/project/config.ts'
import type { Database } from '../../engine/postgres/database.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'

// Marks a database as a demo: a real retailer may have the same sources and file names as the generated one.
const mark = 'Made by: memberhouse demo'

/** Marks a database as a demo, so that the next demo may empty it. */
export async function markAsDemo(database: Database): Promise<void> {
  await database.query(`comment on schema meta is '${mark}'`)
}

/** Deletes everything that an earlier demo left. Refuses if the database holds other files. */
export async function startAfresh(database: Database, config: Config): Promise<void> {
  const { rows } = await database.query<{ is_there: boolean }>(`select to_regclass('meta.batch') is not null as is_there`)
  if (!rows[0]!.is_there) return
  const { rows: foreign } = await database.query<{ source: string; file_name: string }>(
    sql`select source, file_name from meta.batch
     where not (source = 'ods.online_retail_line' and file_name ~ '^online_retail_\\d{4}-\\d{2}\\.csv')
         and not (
             coalesce(obj_description('meta'::regnamespace, 'pg_namespace') = ${mark}, false)
             and file_name ~ '^[a-z_]+_\\d{4}-\\d{2}(-\\d{2})?\\.(csv|ndjson)$'
             and source = 'ods.' || substring(file_name from '^([a-z_]+)_\\d')
             and substring(file_name from '\\d{4}-\\d{2}[-\\d]*') <= '2026-06-30'
         )
     limit 1`,
  )
  if (foreign.length > 0) {
    throw new MemberhouseError(
      `The demo starts from an empty database, and this one holds ${foreign[0]!.file_name} in ${foreign[0]!.source}`,
      {
        hint:
          config.database_url === undefined
            ? 'Run it in another home: MEMBERHOUSE_HOME=.demo npm run demo'
            : 'Set DATABASE_URL to an empty database.',
      },
    )
  }
  const { rows: building } = await database.query<{ run_id: number }>(
    `select run_id from meta.lease where run_id is not null and expires_at > clock_timestamp()`,
  )
  if (building.length > 0)
    throw new MemberhouseError(`Run ${building[0]!.run_id} is building`, {
      hint: `Cancel it first with: memberhouse run cancel ${building[0]!.run_id}`,
    })
  console.log('Deleting the data of the last demo')
  await database.query('drop schema if exists meta, store, ods, dwd, dws, ads, segment, warehouse, registry cascade')
  await database.query('drop table if exists memberhouse_migration, memberhouse_migration_lock')
}
