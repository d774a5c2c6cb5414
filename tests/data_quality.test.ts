import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadFiles } from '../engine/load/load_files.ts'
import { readProject } from '../engine/project/read_project.ts'
import type { SourceModel } from '../engine/project/source_model.ts'
import { planSync } from '../engine/store/plan_sync.ts'
import { syncRelations } from '../engine/store/sync_relations.ts'
import { judgeIdentifier } from '../identity/normalise/judge_identifier.ts'
import { makeHome } from './support/home.ts'
import { openWarehouse, type Warehouse } from './support/project.ts'

// Files with known faults, from the load to the page that a data steward opens.
const names = ['ods.pos_member', 'ods.mini_member', 'ads.data_quality']
const { definitions } = await readProject(join(import.meta.dirname, '..'))
const parts = definitions.filter(({ name }) => names.includes(name))
const models = parts.map(({ declared }) => declared).filter((declared): declared is SourceModel => 'key' in (declared as SourceModel).kind)
const folder = makeHome()
let house: Warehouse

async function load(name: string, content: string): Promise<void> {
  writeFileSync(join(folder, name), content)
  await loadFiles(house.database, models, [join(folder, name)], () => {}, undefined, judgeIdentifier)
}

const header = 'card_no,phone,name,birthday,gender,store_code,device_id,joined_at,updated_at\n'
const moment = '2026-06-01 10:00:00,2026-06-01 10:00:00'
/** Cards of one day: `missing` without a phone, `masked` with a masked one, the others with one in digits. */
const makeCards = (from: number, count: number, missing: number, masked: number) =>
  Array.from({ length: count }, (_, place) => {
    const phone = place < missing ? '' : place < missing + masked ? '138****1234' : `138${10_000_000 + from + place}`
    return `${from + place},${phone},李雷,,男,S1,T1,${moment}\n`
  }).join('')

beforeAll(async () => {
  house = await openWarehouse(parts)
  await syncRelations(house.database, await planSync(house.database, house.project().nodes), null, () => {})
  await load('pos_member_2026-05.csv', header + makeCards(1, 40, 4, 0))
  for (const day of [1, 2, 3]) await load(`pos_member_2026-06-0${day}.csv`, header + makeCards(100 * day, 100, 2, 1))
  await load('pos_member_2026-06-05.csv', header + makeCards(1000, 100, 30, 1))
  await load(
    'pos_member_2026-06-06.csv',
    header +
      // The first card is that of 5 June, unchanged; the last two share a key.
      `1000,,李雷,,男,S1,T1,${moment}\n2001,138 0013 1234,李 雷先生,,"",S1,,${moment}\n2002,13800131234,,,男,S1,T1,not a time,${moment.slice(0, 19)}\n` +
      `,13800131234,李雷,,男,S1,T1,${moment}\n2004,too,few\n2005,12345,李雷,,男,S1,T1,${moment}\n` +
      makeCards(3000, 200, 0, 0) +
      `2006,+8613800131234,李雷,,男,S1,T1,${moment}\n2006,,李雷,,男,S1,T1,${moment}\n`,
  )
  await load('pos_member_2026-06-07.csv', 'card_no\n1\n')
  const user = { openid: 'o1', app_id: 'a', unionid: 'u1', phone: '13800131234', nickname: '', gender: 1, city: null, registered_at: null }
  const users = Array.from({ length: 40 }, (_, place) => ({ ...user, openid: `u${place}` }))
  const odd = [
    { ...user, openid: 'o2', phone: '', gender: 2.5 },
    { ...user, openid: 'o3', unionid: null, phone: '+86 138 0013 1234', updated_at: '2026-06-06T10:00:00+08:00' },
  ]
  await load('mini_member_2026-06-06.ndjson', [...[...users, ...odd].map((row) => JSON.stringify(row)), '{"openid":'].join('\n'))
  expect(await house.build({ as_of: '2026-06-08' })).toMatchObject({ state: 'published' })
})
afterAll(() => house.close())

/** The measures of a day that are not zero: `column measure: affected of rows`. */
const found = async (source: string, day: string) =>
  (
    await house.query(
      `select column_name, measure, affected_count, row_count from ads.data_quality
       where source = $1 and starts_on = $2 and affected_count <> 0 and period = 'day' order by column_name, measure`,
      [source, day],
    )
  ).map((row) => `${String(row['column_name'])} ${String(row['measure'])}: ${String(row['affected_count'])} of ${String(row['row_count'])}`)

// Optional columns that the files do not have.
const won = ['acquired_by', 'acquisition_campaign', 'acquisition_guide_id']

test('each fault of a CSV file is counted once, in its column', async () => {
  expect(await found('ods.pos_member', '2026-06-06')).toEqual([
    // One of the rows cannot be split.
    ...['* duplicates: 2 of 208', '* invalid: 3 of 208', '* rows: 208 of 208'],
    ...won.map((column) => `${column} missing: 207 of 208`),
    ...['birthday missing: 207 of 208'],
    ...['card_no missing: 1 of 208', 'device_id missing: 1 of 208', 'gender missing: 1 of 208', 'joined_at invalid: 1 of 208'],
    ...['name missing: 1 of 208', 'name standardised: 1 of 208'],
    ...['phone invalid: 1 of 208', 'phone missing: 2 of 208', 'phone standardised: 1 of 208'],
  ])
})

test('and so is each of an NDJSON file, where a property can be absent', async () => {
  expect(await found('ods.mini_member', '2026-06-06')).toEqual([
    ...['* invalid: 2 of 43', '* rows: 43 of 43', ...won.map((column) => `${column} missing: 42 of 43`)],
    ...['city missing: 42 of 43', 'gender invalid: 1 of 43', 'invited_by missing: 42 of 43', 'nickname missing: 42 of 43'],
    ...['phone missing: 1 of 43', 'phone standardised: 1 of 43', 'registered_at missing: 42 of 43', 'unionid missing: 1 of 43'],
    'updated_at missing: 41 of 43',
  ])
})

test('days are compared with days, a missing day is listed, and the page shows a file before any build reads it', async () => {
  const outOfLine = () =>
    house.query(
      `select source, column_name, measure, starts_on, affected_rate::float, usual_rate::float from ads.data_quality
       where is_out_of_line order by starts_on, source, measure`,
    )
  const none = { affected_rate: null, usual_rate: null }
  const cards = { source: 'ods.pos_member', column_name: '*', ...none }
  const expected = [
    { ...cards, column_name: 'phone', measure: 'missing', starts_on: '2026-06-05', affected_rate: 0.3, usual_rate: 0.02 },
    { ...cards, measure: 'rows', starts_on: '2026-06-06' },
    { ...cards, measure: 'refused files', starts_on: '2026-06-07' },
  ]
  expect(await outOfLine()).toEqual(expected)
  expect(
    await house.query(`select starts_on, affected_count from ads.data_quality where measure = 'no file' and source = $1 order by 1`, [
      cards.source,
    ]),
  ).toEqual([
    { starts_on: '2026-06-04', affected_count: null },
    { starts_on: '2026-06-07', affected_count: null },
  ])
  await load('pos_member_2026-06-07.csv', header + makeCards(5000, 100, 2, 30))
  expect(await outOfLine()).toEqual([
    ...expected.slice(0, 2),
    { ...cards, column_name: 'phone', measure: 'invalid', starts_on: '2026-06-07', affected_rate: 0.3, usual_rate: 0.01 },
    ...expected.slice(2),
  ])
})

test('without a judge, identifiers are not counted, and a file that is loaded again counts once', async () => {
  await load('pos_member_2026-06-07.csv', header + makeCards(5000, 100, 2, 30))
  writeFileSync(join(folder, 'pos_member_2026-06-08.csv'), header + makeCards(6000, 10, 0, 10))
  await loadFiles(house.database, models, [join(folder, 'pos_member_2026-06-08.csv')], () => {})
  const [row] = await house.query(
    `select row_count, standardised_count, unreadable_count from meta.column_day where column_name = 'phone' and starts_on = '2026-06-08'`,
  )
  expect(row).toEqual({ row_count: 10, standardised_count: null, unreadable_count: null })
  expect(await found('ods.pos_member', '2026-06-07')).toContain('* rows: 100 of 100')
})
