import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadFiles } from '../../engine/load/load_files.ts'
import type { FileOutcome } from '../../engine/load/record_batch.ts'
import { isSource } from '../../engine/project/source_model.ts'
import { planSync } from '../../engine/store/plan_sync.ts'
import { readProject } from '../../engine/project/read_project.ts'
import { syncRelations } from '../../engine/store/sync_relations.ts'
import { generateExports } from '../support/demo_exports.ts'
import { openWarehouse, type Warehouse } from '../support/project.ts'

// The online retailer of 2011 is another retailer, and manual decisions are in no export.
const isDemo = (name: string) => !name.startsWith('ods.online_retail') && name !== 'ods.identity_decision'

const demo = generateExports(600, '2024-06-30')
const { definitions } = await readProject(join(import.meta.dirname, '../..'))
const sources = definitions.filter(({ name, declared }) => 'kind' in declared && isSource(declared) && isDemo(name))
let warehouse: Warehouse
let outcomes: FileOutcome[]

beforeAll(async () => {
  warehouse = await openWarehouse([])
  await warehouse.change(sources)
  const { nodes } = warehouse.project()
  await syncRelations(warehouse.database, await planSync(warehouse.database, nodes), null, () => {})
  const models = sources.map(({ declared }) => declared).filter((declared) => 'kind' in declared)
  outcomes = await loadFiles(warehouse.database, models, demo.folders, () => {})
  await warehouse.build({ as_of: '2024-07-01' })
}, 300_000)
afterAll(async () => {
  await warehouse?.close()
  demo.remove()
})

test('a source loads every file of the demo retailer and declares all of its columns', () => {
  expect(outcomes.length).toBe(demo.folders.flatMap((folder) => readdirSync(folder)).length)
  expect(outcomes.filter(({ state, extra_columns }) => !['loaded', 'known'].includes(state) || extra_columns.length > 0)).toEqual([])
  // Half a year of so few orders at Douyin and JD need not have a refund.
  const rare = ['ods.douyin_refund', 'ods.jd_refund']
  expect([...new Set([...outcomes.map(({ source }) => source!), ...rare])].sort()).toEqual(sources.map(({ name }) => name).sort())
})

test('few rows are rejected: only duplicates within a file', async () => {
  const sum = (of: (outcome: FileOutcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  expect(sum(({ rows_read }) => rows_read)).toBeGreaterThan(5_000)
  expect(sum(({ rows_rejected }) => rows_rejected)).toBeLessThan(0.005 * sum(({ rows_read }) => rows_read))
  const others = await warehouse.query(
    `select source, file_name, raw_text, reasons from ods.rejected_row where array_to_string(reasons, ' ') not like 'superseded by line %'`,
  )
  expect(others).toEqual([])
})

test('the last version of a row that a source sends again is kept', async () => {
  for (const source of ['shop_order', 'mall_order', 'coupon', 'touch', 'delivery']) {
    const key = source.replace(/^(shop|mall)_/, '').replace(/$/, '_id')
    const rows = await warehouse.query(`select ${key} as key, to_jsonb(sent) as row from ods.${source} as sent`)
    const last = demo.last(source, key)
    expect(rows.length).toBe(last.size)
    const column = source === 'touch' ? 'clicked_at' : source === 'delivery' ? 'delivered_at' : 'status'
    const isSame = rows.filter(({ key, row }) => {
      const [kept, sent] = [String((row as Record<string, unknown>)[column] ?? ''), last.get(key as string)![column]!]
      return column === 'status'
        ? kept === sent
        : (kept === '' ? '' : new Date(kept).toISOString()) === (sent === '' ? '' : new Date(sent).toISOString())
    })
    expect(isSame.length).toBe(rows.length)
  }
})
