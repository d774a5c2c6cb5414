import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { loadFiles } from '../engine/load/load_files.ts'
import { isSource, type SourceModel } from '../engine/project/source_model.ts'
import { readProject } from '../engine/project/read_project.ts'
import { planSync } from '../engine/store/plan_sync.ts'
import { syncRelations } from '../engine/store/sync_relations.ts'
import { generateExports } from './support/demo_exports.ts'
import { openWarehouse, type Warehouse } from './support/project.ts'

// A retailer without a source loads no file of it and edits nothing. With EACH_SOURCE=1, each source is absent in turn.
const { definitions } = await readProject(join(import.meta.dirname, '..'))
const isModel = (declared: object): declared is SourceModel => 'kind' in declared && isSource(declared as SourceModel)
const models = definitions.map(({ declared }) => declared).filter(isModel)
// Each source alone must have figures in every column that it could fill: that takes hundreds of persons for a year.
const isEach = process.env['EACH_SOURCE'] !== undefined
const until = isEach ? '2025-03-31' : '2024-06-30'
const as_of = isEach ? '2025-04-01' : '2024-07-01'
const demo = generateExports(isEach ? 600 : 100, until)
const paths = demo.folders.flatMap((folder) => readdirSync(folder).map((file) => ({ file, path: join(folder, file) })))
const filesOf = ({ kind: { files } }: SourceModel) => {
  const pattern = new RegExp(`^${files.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
  return paths.filter(({ file }) => pattern.test(file)).map(({ path }) => path)
}
const delivering = models.filter((model) => filesOf(model).length > 0).map(({ name }) => name)

let warehouse: Warehouse | undefined
let complete: Map<string, Column>
// Only compared with when each source is absent in turn: a build of all takes half a minute.
beforeAll(async () => {
  if (isEach) complete = await measure(delivering)
  await close()
}, 300_000)
const close = async () => {
  await warehouse?.close()
  warehouse = undefined
}
afterEach(close)
afterAll(() => demo.remove())

type Column = { rows: number; values: number; zeros: number; others: number }

/** Builds a warehouse of these sources, and counts the values of all columns of counts and amounts, also by source where it is named. */
async function measure(sources: string[]): Promise<Map<string, Column>> {
  warehouse = await openWarehouse(definitions)
  const { nodes } = warehouse.project()
  await syncRelations(warehouse.database, await planSync(warehouse.database, nodes), null, () => {})
  const given = models.filter(({ name }) => sources.includes(name))
  const outcomes = await loadFiles(warehouse.database, models, given.flatMap(filesOf), () => {})
  expect(outcomes.filter(({ error }) => error !== null)).toEqual([])
  const { state, run_id } = await warehouse.build({ as_of })
  const failed = Object.entries(await warehouse.nodes(run_id)).filter(([, node]) => node.error !== null)
  expect(state, JSON.stringify(failed)).toBe('published')

  const found = new Map<string, Column>()
  for (const node of nodes.filter(({ name, store }) => store !== null && !name.startsWith('ods.'))) {
    const columns = node.columns.filter(({ name, type }) => /_(count|amount)(_\d+d)?$/.test(name) && type !== 'text')
    if (columns.length === 0) continue
    const counts = columns.map(
      ({ name }) => `array[count(*), count(${name}), count(*) filter (where ${name} = 0), count(*) filter (where ${name} <> 0)]`,
    )
    const sums = `array[${counts.join(', ')}]::integer[] as counts`
    const ofSources = node.columns.some(({ name }) => name === 'source')
      ? `union all select source, ${sums} from ${node.name} group by source`
      : ''
    for (const row of await warehouse.query(`select null as source, ${sums} from ${node.name} ${ofSources}`))
      for (const [place, [rows, values, zeros, others]] of (row['counts'] as [number, number, number, number][]).entries()) {
        const name = `${node.name}.${columns[place]!.name}`
        found.set(row['source'] === null ? name : `${name} of ${String(row['source'])}`, { rows, values, zeros, others })
      }
  }
  return found
}

// A line that was sold has returned nothing, whether or not refunds are known: a refund is an item of its own.
const ofOneLine = /^dwd\.\w+_order_item\.(returned|other_discount)_amount of /
/** The columns that have figures in the complete warehouse, and are 0 in every row here. */
const onlyZeros = (now: Map<string, Column>) =>
  [...now]
    .filter(([name, { zeros, others }]) => zeros > 0 && others === 0 && (complete.get(name)?.others ?? 0) > 0)
    .map(([name]) => name)
    .filter((name) => !ofOneLine.test(name))
const onlyNulls = (now: Map<string, Column>) => [...now].filter(([, { rows, values }]) => rows > 0 && values === 0).map(([name]) => name)

const counts = (relation: string, names: string) => names.split(' ').map((name) => `${relation}.${name}_count`)
const returned = (source: string) =>
  ['returned_order_count', 'returned_amount', 'unmatched_returned_amount'].map((name) => `dws.order_summary.${name} of ${source}`)
const events = 'open view search favourite cart check_in review share store_visit sign_up'
// What is null without a source.
const observedBy: Record<string, string[]> = {
  'ods.social_interaction': counts('dws.account_engagement_day', 'social'),
  'ods.event': counts('dws.account_engagement_day', events),
  'ods.touch': counts('dws.account_engagement_day', 'message_open message_click'),
  'ods.point_entry': counts('dws.account_engagement_day', 'redemption'),
  'ods.campaign_arm': counts('dwd.dim_campaign', 'arm'),
  'ods.shop_refund': returned('marketplace'),
  'ods.mall_refund': [...returned('mini'), ...returned('app')],
  'ods.douyin_refund': returned('douyin'),
  'ods.jd_refund': returned('jd'),
}
// A return that names no known line has sold nothing: these rows are all that is left of the sources.
const zeroWithout: Record<string, RegExp> = {
  ...{ 'ods.mall_order': / of (app|mini)$/, 'ods.mall_order_line': / of (app|mini)$/ },
  ...{ 'ods.shop_order': / of marketplace$/, 'ods.shop_order_line': / of marketplace$/ },
  ...{ 'ods.douyin_order_line': / of douyin$/, 'ods.jd_order_line': / of jd$/ },
  // Receipts, all that is left of the stores, hold no identifier that cannot be read.
  'ods.pos_member': /^dwd\.unreadable_identifier\.\w+ of pos$/,
  // Nobody's value is another member's as well where the member centre is not there.
  'ods.crm_member': /^dwd\.member\.shared_value_count$/,
}

test.each(isEach ? delivering : [])(
  'without %s the warehouse is built, and what it observes is null, not zero',
  async (absent) => {
    const now = await measure(delivering.filter((name) => name !== absent))
    expect(onlyZeros(now).filter((name) => !zeroWithout[absent]?.test(name))).toEqual([])
    expect(onlyNulls(now)).toEqual(expect.arrayContaining(observedBy[absent] ?? []))
  },
  300_000,
)

test.runIf(isEach)('with all sources, none of it is null', () => {
  expect(onlyNulls(complete).filter((name) => Object.values(observedBy).flat().includes(name))).toEqual([])
})

test('with receipts and web orders only, neither acts nor refunds are observed, and it is unknown which stores are listed', async () => {
  const now = await measure(['ods.pos_line', 'ods.shop_order', 'ods.shop_order_line'])
  expect(onlyNulls(now)).toEqual(expect.arrayContaining([...counts('dws.member_month', 'engaged_day act'), ...returned('marketplace')]))
  expect(onlyNulls(now).filter((name) => returned('pos').includes(name))).toEqual([])
  expect(await warehouse!.query('select distinct is_listed from dwd.dim_store')).toEqual([{ is_listed: null }])
}, 300_000)
