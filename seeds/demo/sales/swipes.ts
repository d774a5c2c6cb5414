import { dayOf, isoDay, type Day } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Person } from '../people/person.ts'

/** The days on which a clerk shows their own card for customers without one: two of three in one month. */
export function swipeDays(person: Person, until: Day, random: Random): Day[] {
  const card = person.accounts.find(({ source }) => source === 'pos')
  if (!card) return []
  const first = Math.max(0, dayOf(card.joined_at) + 1)
  const someDay = first + random.integer(Math.max(1, until - first - 60))
  const nextMonth = someDay + 32 - Number(isoDay(someDay).slice(8))
  const monthStart = nextMonth - Number(isoDay(nextMonth).slice(8)) + 1
  const days: Day[] = []
  for (let day = monthStart; day < monthStart + 28 && day <= until; day += 1 + random.integer(2)) days.push(day)
  return days
}
