import { dayOf, startOf, type Moment } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import { guidesInStore, guidesOf } from './guides.ts'
import type { Account, Person, Settings } from './person.ts'

/** The guides who have a WeCom contact, each from a moment on. A guide who leaves the store hands the contact to one who is there. */
export function contactGuides(settings: Settings, person: Person, account: Account): { guide_id: string; from: Moment }[] {
  const random = randomOf(settings.seed, person.index, 'contact guides')
  const store_code = person.home_store[person.business_line === 'food' ? 'food' : 'beauty']
  const guides = guidesOf(settings)
  const end = Math.min(startOf(settings.until + 1), account.cancelled_at ?? Infinity)
  const found: { guide_id: string; from: Moment }[] = []
  for (let from = account.joined_at; from < end;) {
    const guide = guides.in(store_code, dayOf(from))[random.integer(guidesInStore)]!
    if (guide.guide_id !== found.at(-1)?.guide_id) found.push({ guide_id: guide.guide_id, from })
    from = guide.ends_on === null ? Infinity : startOf(guide.ends_on + random.integer(5)) + 36_000 + random.integer(30_000)
  }
  return found
}
