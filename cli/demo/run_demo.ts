import { relative } from 'node:path'
import { createLogUpdate } from 'log-update'
import pc from 'picocolors'
import type { Config } from '../../engine/project/config.ts'
import { openDatabase } from '../../engine/postgres/database.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { migrate } from '../../engine/meta/migrate.ts'
import { readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { runRequest } from '../../engine/meta/run_request.ts'
import type { Services } from '../../local/services.ts'
import type { Night, Retailer } from './retailers.ts'
import { buildOnTemporal } from '../run/build_on_temporal.ts'
import { loadPaths } from '../data/load_paths.ts'
import { actor, type Warehouse } from '../warehouse.ts'
import { showDemo } from './show_demo.ts'
import { markAsDemo, startAfresh } from './start_afresh.ts'

/** Empties the project's database and runs the nights of a retailer in it. */
export async function runDemo(
  config: Config,
  services: Services,
  startWorker: (taskQueue: string) => Promise<unknown>,
  retailer: Retailer,
): Promise<void> {
  const url = services.databaseUrl
  const database = openDatabase(url)
  try {
    await startAfresh(database, config)
    await migrate(url)
    await markAsDemo(database)
    await startWorker((await readTemporalNames(database)).taskQueue)
    retailer.prepare()
    for (const [place, night] of retailer.nights.entries()) {
      console.log(pc.bold(`\nNight ${place + 1} of ${retailer.nights.length}: as of ${night.as_of}`))
      await (retailer.report_by === 'file'
        ? loadPaths({ config, url, database }, night.paths)
        : loadFolders({ config, url, database }, night))
      const end = await buildOnTemporal({ config, database }, runRequest.parse({ as_of: night.as_of, actor: actor() }))
      if (end.state !== 'published') throw new MemberhouseError(`The night as of ${night.as_of} ended as ${end.state}: ${end.detail}`)
    }
    await showDemo(database, services, retailer)
  } finally {
    await database.end()
  }
}

/** Loads hundreds of files and prints the totals in one line. */
async function loadFolders(warehouse: Warehouse, { paths }: Night): Promise<void> {
  const live = process.stdout.isTTY ? createLogUpdate(process.stdout) : null
  const started = performance.now()
  const outcomes = await loadPaths(warehouse, paths, (line) => live?.(line))
  live?.clear()
  const failed = outcomes.find(({ error }) => error !== null)
  if (failed) throw new MemberhouseError(`${failed.file} was not loaded: ${failed.error!.message}`, { cause: failed.error })
  const sum = (count: 'rows_read' | 'rows_accepted' | 'rows_unchanged' | 'rows_rejected' | 'rows_deleted') =>
    `${outcomes.reduce((total, outcome) => total + outcome[count], 0).toLocaleString('en')} ${count.slice('rows_'.length)}`
  const counts = [sum('rows_read'), sum('rows_accepted'), sum('rows_unchanged'), sum('rows_rejected'), sum('rows_deleted')].join(', ')
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${paths.map((path) => relative('.', path)).join(', ')}: ${outcomes.length} files, ${counts} (${seconds} s)`)
}
