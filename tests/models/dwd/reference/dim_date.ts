import { defineTests } from 'memberhouse'

const days = Array.from({ length: 2557 }, (_, n) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10))
const inYear = (day: string, year: number) => day.startsWith(`${year}-`)
const weekdayOf = (day: string) => new Date(day).getUTCDay() || 7

export default defineTests('dwd.dim_date', [
  {
    name: 'every day from 2022 to 2028 has its ISO week, also around New Year',
    given: {},
    expect: days.map((day_on) => ({
      day_on,
      weekday: weekdayOf(day_on),
      is_weekend: weekdayOf(day_on) > 5,
      year: Number(day_on.slice(0, 4)),
      ...isoWeekOf(day_on),
      quarter: Math.ceil(Number(day_on.slice(5, 7)) / 3),
      month_on: `${day_on.slice(0, 7)}-01`,
      is_member_day: false,
      is_day_off: null,
    })),
  },
  {
    name: 'festivals, sales and their presale, and member days are on their days, and two sales can be on at once',
    given: {
      'dwd.festival': [{ festival: '春节', day_on: '2026-02-17' }],
      'dwd.shopping_festival': [
        { festival: '双11', presale_starts_on: '2025-10-24', starts_on: '2025-10-31', ends_before: '2025-11-12', peak_on: '2025-11-11' },
        { festival: '囤货节', presale_starts_on: null, starts_on: '2025-11-11', ends_before: '2025-11-13', peak_on: null },
      ],
      'dwd.parameter_span': [
        { name: 'member_day_of_month', business_line: '*', value: 8, starts_on: '2026-01-08', ends_before: '2026-02-08' },
        { name: 'member_day_of_month', business_line: 'food', value: 9, starts_on: '2026-01-08', ends_before: '2026-02-08' },
        { name: 'another', business_line: '*', value: 10, starts_on: '2026-01-08', ends_before: '2026-02-08' },
      ],
    },
    expect: days.map((day_on) => ({
      day_on,
      festival: day_on === '2026-02-17' ? '春节' : null,
      presale_of: day_on >= '2025-10-24' && day_on < '2025-10-31' ? '双11' : null,
      shopping_festival:
        day_on === '2025-11-11'
          ? '双11,囤货节'
          : day_on === '2025-11-12'
            ? '囤货节'
            : day_on >= '2025-10-31' && day_on < '2025-11-11'
              ? '双11'
              : null,
      is_shopping_peak: day_on === '2025-11-11',
      is_member_day: day_on === '2026-01-08',
    })),
  },
  {
    name: 'days off follow the notice of the year, and are unknown in years without one',
    given: {
      'dwd.public_holiday': [
        { year: 2024, holiday: '元旦', is_working: false, starts_on: '2023-12-30', ends_before: '2024-01-02' },
        { year: 2026, holiday: '国庆节', is_working: false, starts_on: '2026-10-01', ends_before: '2026-10-08' },
        { year: 2026, holiday: '国庆节', is_working: true, starts_on: '2026-09-20', ends_before: '2026-09-21' },
      ],
    },
    expect: days.map((day_on) => {
      const isAnnounced = inYear(day_on, 2024) || inYear(day_on, 2026)
      const isNewYear = day_on >= '2023-12-30' && day_on < '2024-01-02'
      const isNationalDay = day_on >= '2026-10-01' && day_on < '2026-10-08'
      const isWorked = day_on === '2026-09-20'
      return {
        day_on,
        public_holiday: isNewYear ? '元旦' : isNationalDay ? '国庆节' : null,
        is_working_weekend: isAnnounced ? isWorked : null,
        is_day_off: isAnnounced ? isNewYear || isNationalDay || (weekdayOf(day_on) > 5 && !isWorked) : null,
      }
    }),
  },
])

// An ISO week belongs to the year of its Thursday.
function isoWeekOf(day: string) {
  const thursday = new Date(day)
  thursday.setUTCDate(thursday.getUTCDate() + 4 - weekdayOf(day))
  const iso_year = thursday.getUTCFullYear()
  return { iso_year, iso_week: 1 + Math.floor((thursday.getTime() - Date.UTC(iso_year, 0, 1)) / (7 * 86_400_000)) }
}
