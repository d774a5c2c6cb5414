import { describe, expect, test } from 'vitest'
import { dayFrom, startOf } from '../../seeds/demo/basics/calendar.ts'
import { personOf, type Kind, type Person } from '../../seeds/demo/people/person.ts'
import { visitsOf } from '../../seeds/demo/sales/visits.ts'
import { randomOf } from '../../seeds/demo/basics/random.ts'
import { worldOf } from '../../seeds/demo/catalogue/world.ts'

const settings = { seed: 1, persons: 1, until: dayFrom('2026-06-30') }
const world = worldOf(settings)

const exported = (visits: { day: number }[]) => visits.map(({ day }) => day).filter((day) => day >= 0)

/** The visits of many persons who differ only by chance and never drop out, from the beginning of the exports on. */
function visitsOfMany(kind: Kind, daily_rate: number, count = 2_000): number[][] {
  const account = { source: 'marketplace' as const, account_id: '1', joined_at: startOf(-100), cancelled_at: null }
  const template: Person = {
    ...personOf(settings, 0),
    kind,
    daily_rate,
    first_day: -100,
    dropout_day: Infinity,
    business_line: 'beauty',
    accounts: [account],
  }
  return Array.from({ length: count }, (_, index) => exported(visitsOf(world, template, randomOf(1, index, 'purchases'))))
}
const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const varianceOf = (values: number[]) => meanOf(values.map((value) => (value - meanOf(values)) ** 2))
const year = (days: number[][]) =>
  days.map((visits) => visits.filter((day) => day >= dayFrom('2025-01-01') && day < dayFrom('2026-01-01')).length)

describe('persons of the demo retailer', () => {
  test('buy by a Poisson process with their own rate until they drop out', () => {
    const counts = year(visitsOfMany('plain', 0.02))
    expect(meanOf(counts)).toBeCloseTo(0.02 * 365, 0)
    expect(varianceOf(counts) / meanOf(counts)).toBeGreaterThan(0.9)
    expect(varianceOf(counts) / meanOf(counts)).toBeLessThan(1.1)
  })

  test('buy at a steady pace if they are replenishers', () => {
    const counts = year(visitsOfMany('replenisher', 0.02))
    expect(meanOf(counts)).toBeCloseTo(0.02 * 365, 0)
    expect(varianceOf(counts) / meanOf(counts)).toBeLessThan(0.3)
  })

  test('have the yearly number of purchases that their rate implies, in every seasonal kind', () => {
    for (const kind of ['seasonal', 'price_sensitive', 'launch_follower', 'breakfast'] as const) {
      expect(meanOf(year(visitsOfMany(kind, 0.01)))).toBeCloseTo(3.65, 0)
    }
  })

  test('buy on days with discounts, after a launch, on weekdays, or at most three times, by kind', () => {
    const flat = (kind: Kind, rate: number) => visitsOfMany(kind, rate, 200).flat()
    const share = (days: number[], wanted: (day: number) => boolean) => days.filter(wanted).length / days.length
    const isReduced = (day: number) => world.discount.mini.some(({ percent }) => percent[day]! > 5)
    const launches = world.products.filter(({ business_line }) => business_line === 'beauty').map(({ launched_on }) => launched_on)
    expect(share(flat('price_sensitive', 0.02), isReduced)).toBe(1)
    expect(share(flat('plain', 0.02), isReduced)).toBeLessThan(0.7)
    expect(share(flat('launch_follower', 0.02), (day) => launches.some((on) => on <= day && day < on + 21))).toBeGreaterThan(0.85)
    expect(share(flat('breakfast', 0.1), (day) => day % 7 < 5)).toBe(1)
    expect(Math.max(...visitsOfMany('three_and_gone', 0.02, 200).map((days) => days.length))).toBe(3)
    expect(Math.max(...visitsOfMany('one_time', 0.02, 200).map((days) => days.length))).toBe(1)
  })

  test('have different rates, and buy nothing before they join or after their dropout day', () => {
    const people = Array.from({ length: 3_000 }, (_, index) => personOf({ ...settings, persons: 3_000 }, index))
    const plain = people.filter(({ kind, first_day }) => kind === 'plain' && first_day <= 0)
    const counts = plain.map((person) => exported(visitsOf(world, person, randomOf(1, person.index, 'purchases'))).length)
    expect(varianceOf(counts) / meanOf(counts)).toBeGreaterThan(2)
    for (const person of people) {
      for (const { day } of visitsOf(world, person, randomOf(1, person.index, 'purchases'))) {
        expect(day).toBeGreaterThanOrEqual(person.first_day)
        expect(day).toBeLessThanOrEqual(Math.min(settings.until, person.dropout_day))
      }
    }
  })
})
