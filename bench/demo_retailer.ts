import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { emptyTables } from '../engine/check/scratch.ts'
import { loadFiles } from '../engine/load/load_files.ts'
import { migrate } from '../engine/meta/migrate.ts'
import { openDatabase } from '../engine/postgres/database.ts'
import { compileProject } from '../engine/project/compile_project.ts'
import { readConfig } from '../engine/project/config.ts'
import { hasRegistry, readableColumns, registryOf, type Node } from '../engine/project/node.ts'
import { readDefinitions } from '../engine/project/read_project.ts'
import { planSync } from '../engine/store/plan_sync.ts'
import { syncRelations } from '../engine/store/sync_relations.ts'
import { dayFrom, isoDay } from '../seeds/demo/basics/calendar.ts'
import { generate } from '../seeds/demo/generate.ts'
import { createDatabase, withClient } from './by_hand.ts'

const root = join(import.meta.dirname, '..')
const until = dayFrom('2026-06-30')

/** The project of this repository and its settings. */
export const project = await compileProject(root)
export const config = await readConfig(root, {})
/** The sources of the project. */
export const sources = project.nodes.filter(({ kind }) => kind === 'source')

// Where a member stands: the marts, the models of DWS that they alone read, and what is shown of both. Daily figures of sales, predictions
// and what these alone read are neither facts nor marts.
const ofMarts =
  /^models\/(ads\/(churn|lifecycle|rfm|tag|tier|timeline)\/|dws\/(churn|class|lifecycle|profile|rfm|tier)\/|.*\/member_(360|discount)\.ts$)/
/** The models below the marts: DWD, and what DWS sums up. */
export const facts = project.nodes.filter(
  ({ name, contract_file }) =>
    (name.startsWith('dwd.') || /^models\/dws\/(behaviour|member|sales)\//.test(contract_file)) && !ofMarts.test(contract_file),
)
/** The marts: where each member stands, and what is shown of it. */
export const marts = project.nodes.filter(({ contract_file }) => ofMarts.test(contract_file))

/** A demo retailer whose history is loaded into the database `loaded`; the nights after it are folders of files. */
export type DemoRetailer = { as_of: string; nights: string[]; next_as_of: string }

/** Writes the files of the demo retailer and loads its history. */
export async function loadDemo(server: string, home: string, persons: number): Promise<DemoRetailer> {
  const folder = join(home, 'demo')
  generate({ seed: 1, persons, until }, folder)
  const [history, ...nights] = readdirSync(folder)
    .filter((name) => name !== 'truth')
    .toSorted()
  const loaded = await createDatabase(server, 'loaded')
  await migrate(loaded)
  await load(loaded, [join(folder, history!)])
  return {
    ...{ as_of: isoDay(dayFrom(history!) + 1), next_as_of: isoDay(until + 1) },
    nights: nights.map((name) => join(folder, name)),
  }
}

/** Loads the files of folders. */
export async function load(url: string, folders: string[]): Promise<void> {
  const database = openDatabase(url, 'memberhouse:bench', 8)
  const models = (await readDefinitions(root, 'model', 'models/ods'))
    .map(({ declared }) => declared)
    .filter((declared) => 'kind' in declared)
  await syncRelations(database, await planSync(database, sources), null, () => {})
  const outcomes = await loadFiles(database, models, folders, () => {})
  const failed = outcomes.find(({ state }) => state === 'failed')
  if (failed) throw new Error(JSON.stringify(failed))
  await database.end()
}

/** Copies the sources, as readers of a release see them, into plain tables with keys; registries of models are empty. */
export async function copySources(from: string, to: string): Promise<void> {
  const remembering = project.nodes.filter((node) => node.kind === 'source' || node.remembers)
  await withClient(to, async (target) => {
    await target.query(emptyTables({ nodes: remembering, functions: project.functions }))
    for (const node of remembering.filter(({ remembers }) => remembers)) await target.query(`drop table ${node.name}`)
    for (const schema of ['dwd', 'dws', 'ads']) await target.query(`create schema if not exists ${schema}`)
    await withClient(from, async (origin) => {
      for (const node of sources) {
        for (const { name, ...table } of [node, ...(hasRegistry(node) ? [registryOf(node)] : [])]) {
          const columns = readableColumns({ name, ...table } as Node).map((column) => column.name)
          await pipeline(
            origin.query(copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout (format binary)`)),
            target.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin (format binary)`)),
          )
          await target.query(`analyze ${name}`)
        }
      }
    })
  })
}
