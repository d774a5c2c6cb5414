import { dayOf, startOf, type Day, type Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import { habitualTime } from '../people/habits.ts'
import type { Person } from '../people/person.ts'

/** When a person buys on a day: breakfast between 6:30 and 9:30, else by habit or, more and more often, towards the evening. */
export function timeOf({ kind, accounts, habits }: Person, day: Day, random: Random): Moment {
  const at =
    kind === 'breakfast'
      ? startOf(day) + Math.floor(3600 * (6.5 + 3 * random.next()))
      : habitualTime(day, habits, random, () => 9 + 14.5 * Math.sqrt(random.next()))
  // On the day of joining, the purchase comes after joining.
  const joined = accounts.find(({ source, joined_at }) => source !== 'crm' && source !== 'wecom' && dayOf(joined_at) === day)
  return joined ? Math.max(at, Math.min(joined.joined_at + 900, startOf(day) + 85_200)) : at
}
