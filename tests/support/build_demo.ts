import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadFiles } from '../../engine/load/load_files.ts'
import { runRequest } from '../../engine/meta/run_request.ts'
import { openDatabase } from '../../engine/postgres/database.ts'
import { compileProject } from '../../engine/project/compile_project.ts'
import { readDefinitions } from '../../engine/project/read_project.ts'
import { runLocally } from '../../engine/run/run_locally.ts'
import { planSync } from '../../engine/store/plan_sync.ts'
import { syncRelations } from '../../engine/store/sync_relations.ts'
import { generate } from '../../seeds/demo/generate.ts'

const root = join(import.meta.dirname, '../..')
const config = {
  ...{ time_zone: 'Asia/Shanghai', heavy_slots: 2, light_slots: 2, publication_delay_ms: 200, parked_hours: 1, max_as_of_step_days: 31 },
}
type Demo = { persons: number; seed: number; sources: string[]; select: string }
type Query = <Row>(text: string) => Promise<Row[]>

/** Generates a demo retailer, loads the history of some sources into an empty migrated database, builds some models, and reads them. */
export async function buildDemo<T>(url: string, demo: Demo, read: (query: Query, truth: string) => Promise<T>): Promise<T> {
  const { persons, seed, sources, select } = demo
  const out = mkdtempSync(join(tmpdir(), 'memberhouse-truth-'))
  const database = openDatabase(url, 'memberhouse:truth', 12)
  try {
    generate({ persons, seed, until: Date.UTC(2026, 5, 30) / 86_400_000 - Date.UTC(2024, 0, 1) / 86_400_000 }, out)
    const project = await compileProject(root)
    const known = project.nodes.filter(({ kind }) => kind === 'source')
    await syncRelations(database, await planSync(database, known), null, () => {})
    const declared = (await readDefinitions(root, 'model', 'models/ods')).filter(({ name }) => sources.includes(name))
    const models = declared.flatMap(({ declared }) => ('kind' in declared ? [declared] : []))
    const [history] = readdirSync(out).filter((name) => name !== 'truth')
    const outcomes = await loadFiles(database, models, [join(out, history!)], () => {})
    if (outcomes.some(({ error }) => error)) throw new Error(outcomes.find(({ error }) => error)!.error!.message)
    const request = runRequest.parse({ actor: 'truth', as_of: '2026-06-24', select: [select] })
    const end = await runLocally(request, { database, url, project, config })
    if (end.state !== 'candidate') throw new Error(`the build ended ${end.state}: ${end.detail}`)
    const connection = await database.connect()
    try {
      await connection.query(`begin; set local memberhouse.release = '${end.run_id}'`)
      return await read(async (text) => (await connection.query(text)).rows as never, join(out, 'truth'))
    } finally {
      await connection.query('rollback')
      connection.release()
    }
  } finally {
    await database.end()
    rmSync(out, { recursive: true, force: true })
  }
}
