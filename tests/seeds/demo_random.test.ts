import { describe, expect, test } from 'vitest'
import { dayFrom, dayOf, isoDay, localTime, startOf, weekday, zonedTime } from '../../seeds/demo/basics/calendar.ts'
import { toGb18030 } from '../../seeds/demo/files/gb18030.ts'
import { randomOf } from '../../seeds/demo/basics/random.ts'

const draw = (of: (random: ReturnType<typeof randomOf>) => number, count = 20_000) => {
  const random = randomOf(7, 0, 'test')
  const values = Array.from({ length: count }, () => of(random))
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count }
}

describe('random numbers', () => {
  test('are the same for the same seed, index and purpose, and differ for any other', () => {
    const first = (seed: number, index: number, purpose: string) => Array.from({ length: 4 }, randomOf(seed, index, purpose).next).join()
    expect(first(1, 2, 'a')).toBe(first(1, 2, 'a'))
    const others = [first(1, 2, 'a'), first(2, 2, 'a'), first(1, 3, 'a'), first(1, 2, 'b'), first(2, 1, 'a')]
    expect(new Set(others).size).toBe(others.length)
  })

  test('of consecutive persons are uncorrelated', () => {
    const firsts = Array.from({ length: 20_000 }, (_, index) => randomOf(1, index, 'person').next())
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length
    const covariance = firsts.slice(1).reduce((sum, value, place) => sum + (value - mean) * (firsts[place]! - mean), 0) / firsts.length
    expect(mean).toBeCloseTo(0.5, 2)
    expect(covariance / (1 / 12)).toBeCloseTo(0, 1)
  })

  test('follow the distributions of their names', () => {
    const expectNear = (found: { mean: number; variance: number }, mean: number, variance: number) => {
      expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / 20_000))
      expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.15)
    }
    expectNear(
      draw((random) => random.next()),
      0.5,
      1 / 12,
    )
    expectNear(
      draw((random) => random.normal()),
      0,
      1,
    )
    expectNear(
      draw((random) => random.exponential(0.25)),
      4,
      16,
    )
    expectNear(
      draw((random) => random.gamma(3)),
      3,
      3,
    )
    expectNear(
      draw((random) => random.gamma(0.4)),
      0.4,
      0.4,
    )
    expectNear(
      draw((random) => random.poisson(2.5)),
      2.5,
      2.5,
    )
  })
})

test('days and moments are in Shanghai time, before and after 2024', () => {
  for (const day of [-9_000, -1, 0, 59, 911])
    expect([dayFrom(isoDay(day)), dayOf(startOf(day)), dayOf(startOf(day) - 1)]).toEqual([day, day, day - 1])
  expect(isoDay(59)).toBe('2024-02-29')
  const moment = Date.parse('2025-12-31T16:30:05Z') / 1000
  expect([localTime(moment), zonedTime(moment)]).toEqual(['2026-01-01 00:30:05', '2026-01-01T00:30:05+08:00'])
  expect(Date.parse(zonedTime(moment)) / 1000).toBe(moment)
  expect([weekday(dayFrom('2024-01-01')), weekday(dayFrom('2023-12-31'))]).toEqual([0, 6])
})

test('GB18030 text decodes to the original, and an unsupported character is an error', () => {
  const text = '收货人,欧阳雨婷,１３８００１３８０００,「·」A0'
  expect(new TextDecoder('gb18030').decode(toGb18030(text))).toBe(text)
  expect(() => toGb18030('🌸')).toThrow('has no two-byte code in GB18030')
})
