import type { Day } from '../basics/calendar.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { isSold, type World } from '../catalogue/world.ts'
import type { Files } from '../files/write_files.ts'
import { accountAt } from '../people/account_at.ts'
import { token } from '../people/account_id.ts'
import { habitualTime } from '../people/habits.ts'
import type { Person } from '../people/person.ts'
import { categoryFor, searchFor, topicFor, type Taste } from '../sales/taste.ts'
import { mainBusinessLine } from '../sales/visits.ts'
import type { EventFacts, WriteEvent } from './events.ts'

// Share of the persons who browse that use the website, and their mean number of visits a day.
const visitorShare = 0.13
const visitRate = 0.02
// Share of the visits in which members sign in, with the account of the member centre, and of those after which the cookie is lost.
const signInShare = 0.45
const lostCookieShare = 0.2

/** Writes what persons do on the website. It shows products and the member centre, and sells nothing. */
export function openWebsite(world: World, files: Files, write: WriteEvent) {
  const { seed, until } = world.settings

  function writeVisit(person: Person, taste: Taste, visitor_id: string, day: Day, random: Random): void {
    const business_line = mainBusinessLine(person)
    const at = habitualTime(day, person.habits, random, () => 8 + 15 * random.next())
    const member = accountAt(person, ['crm'], at)
    const views = 1 + random.poisson(2)
    const signsInBefore = member !== null && random.chance(signInShare) ? random.integer(views + 1) : Infinity
    let now = at
    const act = (event_type: string, detail: EventFacts[2], isSignedIn: boolean) =>
      write({ channel: 'web', account: isSignedIn ? member : null, visitor_id }, event_type, now, detail, random)
    act('open', {}, false)
    for (let view = 0; view <= views; view++) {
      now += 6 + random.integer(40)
      const isSignedIn = view >= signsInBefore
      if (view === signsInBefore) act('login', {}, true)
      if (view === views) break
      now += 3
      const dwell_seconds = Math.min(900, 5 + Math.floor(random.exponential(1 / 40)))
      if (random.chance(0.4)) act('view', { content_topic: topicFor(taste, business_line, random), dwell_seconds }, isSignedIn)
      else {
        if (random.chance(0.2)) act('search', { search_text: searchFor(taste, business_line, random) }, isSignedIn)
        const product = random.pick(world.byCategory.get(categoryFor(taste, business_line, day, random))!)
        if (isSold(product, day)) act('view', { product_code: product.product_code, dwell_seconds }, isSignedIn)
      }
      now += dwell_seconds
    }
  }

  return {
    /** Writes the visits of a person, and which visitors are that person. */
    visit(person: Person, taste: Taste): void {
      const random = randomOf(seed, person.index, 'website')
      if (!person.accounts.some(({ source }) => source === 'mini' || source === 'app') || !random.chance(visitorShare)) return
      const rate = (visitRate * random.gamma(1.5)) / 1.5
      let cookies = 0
      let isLost = true
      for (let at = Math.max(0, person.first_day) + random.exponential(rate); ; at += random.exponential(rate)) {
        const day = Math.floor(at)
        if (day > Math.min(until, person.dropout_day)) break
        if (isLost) cookies++
        const visitor_id = token(seed, 1000 * person.index + cookies, 'visitor', 20)
        if (isLost) files.writeTruth('website_visitor', ['visitor_id', 'person'], [visitor_id, person.index])
        writeVisit(person, taste, visitor_id, day, random)
        isLost = random.chance(lostCookieShare)
      }
    },
  }
}
