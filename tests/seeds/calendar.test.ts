import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (file: string) => {
  const [header, ...lines] = readFileSync(join(import.meta.dirname, '../../seeds/calendar', file), 'utf8')
    .trim()
    .split('\n')
  const names = header!.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, column) => [names[column]!, value])))
}
const years = [2022, 2023, 2024, 2025, 2026, 2027, 2028]
const lunarDay = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
const nextDay = (day: string, days = 1) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay())
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

// The moon is new at 23:56 in Beijing on 2027-02-06. ICU has this month begin on the next day.
const misplaced = { from: '2027-02-06', to: '2027-03-07' }
const laba = [2022, 2022, 2024, 2025, 2026, 2027, 2028]
const lunarFestivals = {
  春节: '1/1',
  元宵节: '1/15',
  端午节: '5/5',
  七夕: '7/7',
  中元节: '7/15',
  中秋节: '8/15',
  重阳节: '9/9',
  腊八节: '12/8',
}

test.each(Object.entries(lunarFestivals))('%s is on day %s of the lunar calendar, once a year', (festival, expected) => {
  const days = read('festival.csv').filter((row) => row['festival'] === festival)
  expect(days.map(({ day_on }) => Number(day_on!.slice(0, 4)))).toEqual(festival === '腊八节' ? laba : years)
  const checked = days.filter(({ day_on }) => day_on! < misplaced.from || day_on! > misplaced.to)
  expect(new Set(checked.map(({ day_on }) => lunarDay.format(new Date(day_on!))))).toEqual(new Set([expected]))
})

test('除夕 is the day before 春节', () => {
  const daysOf = (name: string) => read('festival.csv').flatMap(({ festival, day_on }) => (festival === name ? [day_on!] : []))
  expect(daysOf('除夕').map((day) => nextDay(day))).toEqual(daysOf('春节'))
})

test('a notice gives the days off that the law provides, and a worked day is on a weekend', () => {
  const rows = read('public_holiday.csv')
  for (const year of [2022, 2023, 2024, 2025, 2026]) {
    const ofYear = rows.filter((row) => row['year'] === String(year))
    const spans = ofYear.filter(({ is_working }) => is_working === 'false')
    const worked = ofYear.filter(({ is_working }) => is_working === 'true').map(({ starts_on }) => starts_on!)
    expect(worked.filter(isWeekend)).toEqual(worked)
    const off = spans.flatMap(({ starts_on, ends_before }) =>
      Array.from({ length: daysBetween(starts_on!, ends_before!) }, (_, n) => nextDay(starts_on!, n)),
    )
    expect(new Set([...off, ...worked]).size).toBe(off.length + worked.length)
    // Days off on weekdays exceed the days worked in exchange by the holidays of the law, less those that fall on a weekend unmoved.
    const gained = off.filter((day) => !isWeekend(day)).length - worked.length
    expect(gained).toBeGreaterThanOrEqual(year < 2025 ? 9 : 11)
    expect(gained).toBeLessThanOrEqual(year < 2025 ? 11 : 13)
  }
})

test('the holidays of a festival contain its day', () => {
  const festivals = read('festival.csv')
  for (const { year, holiday, is_working, starts_on, ends_before } of read('public_holiday.csv')) {
    if (is_working === 'true') continue
    for (const { festival, day_on } of festivals) {
      if (!holiday!.split('、').includes(festival!) || !day_on!.startsWith(year!)) continue
      expect(`${starts_on} ${day_on}`, holiday).toBe(`${starts_on} ${day_on! >= starts_on! && day_on! < ends_before! ? day_on : 'outside'}`)
    }
  }
})
