import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { append, bigint, date, full, source } from '../../../engine/project/contract.ts'
import { judgeAsOf } from '../../../engine/meta/judge_as_of.ts'
import { readWarehouseState } from '../../../engine/meta/warehouse_state.ts'
import { missingNights } from '../../../engine/meta/missing_nights.ts'
import { rollbackTo } from '../../../engine/release/rollback.ts'
import { model, openWarehouse, segment, type Warehouse } from '../../support/project.ts'

// A mistyped as_of waits for an approval, and a rollback undoes its effect on later nights.

const shop = [
  model('ods.visit', {
    kind: source({ files: 'visit_*.csv', deletion: append() }),
    columns: { one_id: bigint('Who.', { nullable: true }), came_on: date('When.', { nullable: true }) },
  }),
  model(
    'dwd.visit',
    { kind: full({ store: 'changes' }), grain: ['one_id'], columns: { one_id: bigint('Who.'), came_on: date('When.') } },
    'select one_id, max(came_on) as came_on from ods.visit where came_on < warehouse.as_of() group by one_id',
  ),
  segment('recent', { columns: { one_id: bigint('Who.') } }, `select one_id from dwd.visit where came_on >= warehouse.as_of() - 30`),
]

let house: Warehouse
beforeEach(async () => {
  house = await openWarehouse(shop)
  await house.load('visit_1.csv', 'one_id,came_on\n7,2026-06-20\n8,2026-06-30\n')
})
afterEach(() => house.close())

const night = (as_of: string) => house.build({ as_of, is_scheduled: true, supersede: false })
const rollback = (release: number) => rollbackTo(house.database, release, 'tester', house.config.publication_delay_ms)
const snapshots = () => house.query(`select number, as_of, member_count from segment.snapshot where number is not null order by number`)
const movements = () => house.rows('(select number, number_before, one_id, movement from segment.movement)')
/** The day that is so many days after today, where the shop is. */
const dayFromNow = async (days: number) =>
  (await house.query(`select ((now() at time zone 'Europe/London')::date + $1::integer)::text as day`, [days]))[0]!['day'] as string

describe('a date beyond tomorrow', () => {
  test('waits for an approval and publishes no snapshot; the next night supersedes it', async () => {
    const first = await night('2026-07-01')
    const typo = await house.build({ as_of: '2062-07-01' })
    expect(typo).toMatchObject({ state: 'parked', waits_for: 'approval' })
    expect(typo.detail).toBe(
      `as_of 2062-07-01 is after tomorrow (${await dayFromNow(1)}) and 13149 days after 2026-07-01, the as_of of release 1 ` +
        '(max_as_of_step_days: 31). If the date is wrong, build with the right one: memberhouse build --supersede --as-of <date>',
    )
    expect(await snapshots()).toEqual([{ number: 1, as_of: '2026-07-01', member_count: 2 }])
    expect(await house.rows('segment.latest')).toMatchObject([{ number: 1 }])
    const { parked } = await readWarehouseState(house.database, '2026-07-02')
    expect(parked).toMatchObject([{ run_id: typo.run_id, gates: [expect.stringMatching(/^as_of 2062-07-01 is after tomorrow/)] }])

    expect(await night('2026-07-02')).toMatchObject({ state: 'published' })
    expect(await house.query('select run_id, state from meta.run order by run_id')).toMatchObject([
      { run_id: first.run_id, state: 'published' },
      { run_id: typo.run_id, state: 'superseded' },
      { state: 'published' },
    ])
  })

  test('is not published by --publish, but by an approval', async () => {
    await night('2026-07-01')
    const typo = await house.build({ as_of: '2062-07-01', publish: 'always' })
    expect(typo.state).toBe('parked')
    expect(await house.operate(typo.run_id, 'approve')).toMatchObject({ state: 'published' })
    expect(await snapshots()).toMatchObject([{ number: 1 }, { number: 2, as_of: '2062-07-01', member_count: 0 }])
  })

  test('also waits in the first build ever, and an approval publishes it', async () => {
    const first = await house.build({ as_of: '2062-07-01' })
    expect(first).toMatchObject({ state: 'parked', detail: expect.stringMatching(/^as_of 2062-07-01 is after tomorrow \(\S+\)\. If/) })
    expect(await house.operate(first.run_id, 'approve')).toMatchObject({ state: 'published' })
  })

  test('begins on the day after tomorrow of the business', async () => {
    expect(await house.build({ as_of: await dayFromNow(1) })).toMatchObject({ state: 'published' })
    expect(await house.build({ as_of: await dayFromNow(2) })).toMatchObject({ state: 'parked' })
    for (const time_zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const [row] = await house.query(`select ((now() at time zone $1)::date + 1)::text as tomorrow`, [time_zone])
      const gate = async (as_of: string) => (await judgeAsOf(house.database, as_of, { time_zone, max_as_of_step_days: 31 })).gate
      expect(await gate(row!['tomorrow'] as string)).toBeNull()
    }
  })

  test('ends as a candidate when nothing would be published anyway', async () => {
    expect(await house.build({ as_of: '2062-07-01', publish: 'never' })).toMatchObject({ state: 'candidate' })
    expect(await house.build({ as_of: '2062-07-01', exclude: ['recent'] })).toMatchObject({ state: 'candidate' })
  })

  test('waits in each run, also when readers see this date already', async () => {
    await night('2026-07-01')
    const one = await house.build({ as_of: '2062-07-01' })
    await house.operate(one.run_id, 'reject', { reason: 'a typo' })
    const two = await house.build({ as_of: '2062-07-01' })
    expect(two.state).toBe('parked')
    await house.operate(two.run_id, 'approve')
    expect(await house.build()).toMatchObject({
      state: 'parked',
      detail: expect.stringMatching(/^as_of 2062-07-01 is after tomorrow \(\S+\)\. If/),
    })
  })
})

describe('a step', () => {
  test.each([
    ['forward of 31 days', '2026-03-01', '2026-04-01', 'published'],
    ['forward of 32 days', '2026-03-01', '2026-04-02', 'parked'],
    ['back of 31 days', '2026-04-01', '2026-03-01', 'candidate'],
    ['back of 32 days', '2026-04-02', '2026-03-01', 'parked'],
    ['back by a century', '2026-07-01', '1926-07-01', 'parked'],
    ['none', '2026-07-01', '2026-07-01', 'published'],
  ])('%s: %s to %s ends as %s', async (_, from, to, state) => {
    await night(from)
    expect(await house.build({ as_of: to })).toMatchObject({ state })
    expect(await house.rows('segment.latest')).toMatchObject([{ as_of: state === 'published' ? to : from }])
  })

  test('back needs --publish when it is small, and an approval when it is large', async () => {
    await night('2026-07-01')
    expect(await house.build({ as_of: '2026-06-30', publish: 'always' })).toMatchObject({ state: 'published' })
    const large = await house.build({ as_of: '1926-06-30', publish: 'always' })
    expect(large).toMatchObject({
      state: 'parked',
      detail: expect.stringMatching(/^as_of 1926-06-30 is 36525 days before 2026-06-30, the as_of of release 2 /),
    })
    expect(await house.operate(large.run_id, 'approve')).toMatchObject({ state: 'published' })
  })

  test('from a first release in the far past waits once, and the nights after it publish', async () => {
    expect(await house.build({ as_of: '1926-07-01' })).toMatchObject({ state: 'published' })
    const right = await night('2026-07-01')
    expect(right).toMatchObject({ state: 'parked' })
    expect(await house.operate(right.run_id, 'approve')).toMatchObject({ state: 'published' })
    expect(await night('2026-07-02')).toMatchObject({ state: 'published' })
  })
})

describe('after a date that was approved by mistake', () => {
  let first: number
  let wrong: number
  beforeEach(async () => {
    first = (await night('2026-07-01')).run_id
    wrong = (await house.build({ as_of: '2062-07-01' })).run_id
    await house.operate(wrong, 'approve')
  })

  test('nights wait, each with the reason', async () => {
    expect(await night('2026-07-02')).toMatchObject({
      state: 'parked',
      detail: expect.stringMatching(/^as_of 2026-07-02 is 13148 days before 2062-07-01, the as_of of release 2 /),
    })
  })

  test('a rollback brings the nights back: dates and movements compare with the release that readers see', async () => {
    await rollback(first)
    expect(await judgeAsOf(house.database, null, house.config)).toEqual({ as_of: '2026-07-01', published: first, gate: null })
    const same = await house.build()
    expect(same).toMatchObject({ state: 'published' })
    expect(await movements()).toEqual([])
    await house.load('visit_2.csv', 'one_id,came_on\n9,2026-07-01\n')
    const next = await night('2026-07-02')
    expect(next).toMatchObject({ state: 'published' })
    expect(await house.rows('dwd.visit')).toHaveLength(3)
    expect(await movements()).toEqual([{ number: 4, number_before: 3, one_id: 9, movement: 'entered' }])
    expect(await night('2026-07-03')).toMatchObject({ state: 'published' })
    expect(await house.query('select run_id, base_release, expected_release from meta.run order by run_id')).toEqual([
      { run_id: first, base_release: null, expected_release: null },
      { run_id: wrong, base_release: first, expected_release: first },
      { run_id: same.run_id, base_release: wrong, expected_release: first },
      { run_id: next.run_id, base_release: same.run_id, expected_release: same.run_id },
      { run_id: next.run_id + 1, base_release: next.run_id, expected_release: next.run_id },
    ])
    const nightly = { schedule: { at: '00:00', time_zone: 'UTC', overlap: 'skip', catch_up: '1 hour' }, time_zone: 'UTC' } as const
    expect(await missingNights(house.database, nightly, new Date('2026-06-30T12:00Z'), new Date('2026-07-03T12:00Z'))).toEqual([])
  })

  test('a rollback forward to it makes nights wait again', async () => {
    await rollback(first)
    await rollback(wrong)
    expect(await night('2026-07-02')).toMatchObject({ state: 'parked' })
  })
})

test('an approval after a rollback is refused', async () => {
  const first = await night('2026-07-01')
  await night('2026-07-02')
  const typo = await house.build({ as_of: '2062-07-01' })
  await rollback(first.run_id)
  await expect(house.operate(typo.run_id, 'approve')).rejects.toThrow('The published release moved from 2 to 1')
  await expect(house.build({ as_of: '2026-07-03', supersede: false })).rejects.toThrow(`Run ${typo.run_id} is parked`)
  expect(await night('2026-07-03')).toMatchObject({ state: 'published' })
})

test('a failed node waits for its retry first, and the retried run for the approval of its date', async () => {
  await night('2026-07-01')
  await house.change(
    shop.map((part) => ({
      ...part,
      select_text: part.select_text?.replace('max(came_on)', 'max(came_on) + 1 / (min(one_id)::integer - 7)') ?? null,
    })),
  )
  const typo = await house.build({ as_of: '2062-07-01' })
  expect(typo).toMatchObject({ state: 'parked', waits_for: 'retry' })
  await house.change(shop)
  expect(await house.operate(typo.run_id, 'retry')).toMatchObject({ state: 'parked', waits_for: 'approval' })
})
