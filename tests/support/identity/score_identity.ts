import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { compileProject } from '../../../engine/project/compile_project.ts'
import { openDatabase } from '../../../engine/postgres/database.ts'
import { loadFiles } from '../../../engine/load/load_files.ts'
import { readDefinitions } from '../../../engine/project/read_project.ts'
import { planSync } from '../../../engine/store/plan_sync.ts'
import { runLocally } from '../../../engine/run/run_locally.ts'
import { runRequest } from '../../../engine/meta/run_request.ts'
import { syncRelations } from '../../../engine/store/sync_relations.ts'
import { scoreClusters } from '../../../identity/match/evaluate.ts'
import { generate } from '../../../seeds/demo/generate.ts'

const root = join(import.meta.dirname, '../../..')
const sources = ['shop_member', 'douyin_member', 'jd_member', 'mini_member', 'app_member', 'pos_member', 'crm_member', 'wecom_contact'].map(
  (name) => `ods.${name}`,
)

type Row = { account: string; one_id: number; can_be_found: boolean }

/**
 * Generates a demo retailer, resolves its accounts in an empty migrated database, and scores the members against the truth. Test accounts of
 * stores belong to nobody and are not scored.
 */
export async function scoreIdentity(url: string, persons: number, seed: number) {
  const out = mkdtempSync(join(tmpdir(), 'memberhouse-truth-'))
  const database = openDatabase(url, 'memberhouse:truth', 12)
  try {
    generate({ persons, seed, until: Date.UTC(2026, 5, 30) / 86_400_000 - Date.UTC(2024, 0, 1) / 86_400_000 }, out)
    const project = await compileProject(root)
    const loaded = project.nodes.filter(({ kind }) => kind === 'source')
    await syncRelations(database, await planSync(database, loaded), null, () => {})
    const declared = (await readDefinitions(root, 'model', 'models/ods')).filter(({ name }) => sources.includes(name))
    const models = declared.flatMap(({ declared }) => ('kind' in declared ? [declared] : []))
    const outcomes = await loadFiles(database, models, [join(out, '2026-06-23')], () => {})
    if (outcomes.some(({ error }) => error)) throw new Error(outcomes.find(({ error }) => error)!.error!.message)
    const config = {
      time_zone: 'Asia/Shanghai',
      heavy_slots: 2,
      light_slots: 2,
      publication_delay_ms: 200,
      parked_hours: 1,
      max_as_of_step_days: 31,
    }
    const request = runRequest.parse({ actor: 'truth', as_of: '2026-06-24', select: ['+dwd.one_id_map'] })
    const end = await runLocally(request, { database, url, project, config })
    if (end.state !== 'candidate') throw new Error(`the build ended ${end.state}: ${end.detail}`)
    const connection = await database.connect()
    await connection.query(`begin; set local memberhouse.release = '${end.run_id}'`)
    // An account that gives nothing but its own id, such as one at Douyin that binds no member number, can be found by nobody.
    const { rows } = await connection.query<Row>(
      `select account.source || ':' || account.source_account_id as account, map.one_id,
         exists (
           select from dwd.identifier as identifier
           where identifier.account_key = account.account_key and identifier.type not in ('openid', 'city', 'gender')
         ) as can_be_found
       from dwd.account as account inner join dwd.one_id_map as map on map.account_key = account.account_key order by account`,
    )
    await connection.query('rollback')
    connection.release()
    const truth = readTruth(join(out, 'truth/account_person.csv'))
    const known = rows.filter(({ can_be_found }) => can_be_found)
    return { accounts: rows.length, ...scored(rows, truth), findable: { accounts: known.length, ...scored(known, truth).pairwise } }
  } finally {
    await database.end()
    rmSync(out, { recursive: true, force: true })
  }
}

function readTruth(file: string): Map<string, string> {
  const rows = parse(readFileSync(file, 'utf8'), { from_line: 2 }) as [string, string, string][]
  return new Map(rows.map(([source, id, person]) => [`${source}:${id}`, person]))
}

function scored(rows: Row[], truth: Map<string, string>) {
  const people = rows.filter(({ account }) => truth.get(account))
  const personsOf = new Map<number, Set<string>>()
  for (const { account, one_id } of people) personsOf.set(one_id, (personsOf.get(one_id) ?? new Set()).add(truth.get(account)!))
  const { pairwise, clusterwise } = scoreClusters(
    people.map(({ one_id }) => one_id),
    people.map(({ account }) => Number(truth.get(account))),
  )
  return { pairwise, clusterwise, most_persons: [...personsOf.values()].reduce((most, { size }) => Math.max(most, size), 0) }
}
