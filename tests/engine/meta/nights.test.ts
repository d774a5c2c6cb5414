import { afterEach, beforeEach, expect, test } from 'vitest'
import { date, full } from '../../../engine/project/contract.ts'
import { firstNight, missingNights } from '../../../engine/meta/missing_nights.ts'
import { nightsBetween, oddDays } from '../../../engine/meta/nights.ts'
import { model, openWarehouse, type Warehouse } from '../../support/project.ts'

test('finds the days on which a clock change skips or repeats a time', () => {
  const days = (at: string, time_zone: string) => oddDays({ at, time_zone }, new Date('2027-01-01T00:00:00Z'), 1)
  // Clock changes of 2027.
  expect(days('02:30', 'Europe/Berlin')).toEqual({ never: ['2027-03-28'], twice: ['2027-10-31'] })
  expect(days('01:30', 'Europe/London')).toEqual({ never: ['2027-03-28'], twice: ['2027-10-31'] })
  expect(days('02:30', 'America/New_York')).toEqual({ never: ['2027-03-14'], twice: [] })
  expect(days('01:30', 'America/New_York')).toEqual({ never: [], twice: ['2027-11-07'] })
  // A zone with half an hour of summer time, and one that changes at midnight.
  expect(days('02:15', 'Australia/Lord_Howe')).toEqual({ never: ['2027-10-03'], twice: [] })
  expect(days('00:30', 'Africa/Cairo')).toMatchObject({ never: ['2027-04-30'] })
  for (const [at, zone] of [
    ['02:30', 'Europe/London'],
    ['03:00', 'Europe/Berlin'],
    ['02:30', 'Asia/Shanghai'],
    ['02:30', 'UTC'],
  ] as const) {
    expect(days(at, zone)).toEqual({ never: [], twice: [] })
  }
})

test('a night starts at its time in the zone of the schedule; its as_of is the day in the business zone', () => {
  const nights = (at: string, zone: string, business: string, from: string, to: string) =>
    nightsBetween({ at, time_zone: zone }, business, new Date(from), new Date(to)).map(
      ({ nominal, as_of }) => `${nominal.toISOString()} ${as_of}`,
    )
  // Across the change to summer time; `from` is exclusive, `to` inclusive.
  expect(nights('03:30', 'Europe/Berlin', 'Europe/Berlin', '2027-03-27T02:30:00Z', '2027-03-29T01:30:00Z')).toEqual([
    '2027-03-28T01:30:00.000Z 2027-03-28',
    '2027-03-29T01:30:00.000Z 2027-03-29',
  ])
  // A day without this time still has a night, and a day that has it twice has one night.
  expect(nights('02:30', 'Europe/Berlin', 'Europe/Berlin', '2027-03-28T00:00:00Z', '2027-03-28T12:00:00Z')).toEqual([
    '2027-03-28T01:30:00.000Z 2027-03-28',
  ])
  expect(nights('02:30', 'Europe/Berlin', 'Europe/Berlin', '2027-10-30T12:00:00Z', '2027-10-31T12:00:00Z')).toEqual([
    '2027-10-31T00:30:00.000Z 2027-10-31',
  ])
  expect(nights('20:00', 'UTC', 'Asia/Shanghai', '2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z')).toEqual([
    '2027-01-01T20:00:00.000Z 2027-01-02',
  ])
})

let house: Warehouse | undefined
beforeEach(() => void (house = undefined))
afterEach(() => house?.close())

test('nights without a published release of their day are missing, unless they may still be caught up', async () => {
  house = await openWarehouse([
    model('dwd.day', { kind: full(), grain: ['on_day'], columns: { on_day: date('Day.') } }, 'select warehouse.as_of() as on_day'),
  ])
  const config = {
    time_zone: 'Europe/London',
    schedule: { at: '02:30', time_zone: 'Europe/London', overlap: 'skip', catch_up: '1 hour' },
  } as const
  const missing = async (now: string) =>
    (await missingNights(house!.database, config, new Date('2026-01-01T12:00:00Z'), new Date(now))).map(
      ({ as_of, run_id, state }) => `${as_of} ${run_id} ${state}`,
    )
  expect(await firstNight(house.database, 'published')).toBeNull()
  await house.build({ as_of: '2026-01-02' })
  await house.build({ as_of: '2026-01-04', publish: 'never' })
  // The 5th may still be caught up for an hour.
  expect(await missing('2026-01-05T03:29:00Z')).toEqual(['2026-01-03 null no run', '2026-01-04 2 candidate'])
  expect(await missing('2026-01-05T03:30:00Z')).toEqual(['2026-01-03 null no run', '2026-01-04 2 candidate', '2026-01-05 null no run'])
  await house.build({ as_of: '2026-01-05' })
  // A later failed run of the same day does not make the night missing.
  await house.build({ as_of: '2026-01-05', publish: 'never' })
  expect(await missing('2026-01-05T12:00:00Z')).toEqual(['2026-01-03 null no run', '2026-01-04 2 candidate'])
  expect(await firstNight(house.database, 'scheduled')).toBeNull()
  expect(await firstNight(house.database, 'published')).toBeInstanceOf(Date)
})
