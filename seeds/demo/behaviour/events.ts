import { dayOf, localTime, type Moment } from '../basics/calendar.ts'
import { documentNumbers } from '../basics/numbers.ts'
import type { Random } from '../basics/random.ts'
import { contactFiles } from '../files/shapes.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Settings } from '../people/person.ts'

/** Who acts where: the account that is signed in, and on the website the visitor. */
export type Actor = { channel: 'mini' | 'app' | 'web'; account: Pick<Account, 'account_id' | 'cancelled_at'> | null; visitor_id?: string }
type Detail = {
  product_code?: string
  content_topic?: string
  search_text?: string
  dwell_seconds?: number
  rating?: number
  promotion_id?: string
  store_code?: string
}
/** What happened, and the stream that decides how it is sent. */
export type EventFacts = [event_type: string, at: Moment, detail: Detail, random: Random]
/** Writes an event, unless the account is closed by then. One in a hundred is sent late, and a few are sent twice. */
export type WriteEvent = (actor: Actor, ...event: EventFacts) => boolean

/** Writes an event of an account in the mini-program or the app. */
export type WriteOfAccount = (account: Account, ...event: EventFacts) => void

/** Opens the files of events. */
export function openEvents({ until }: Settings, files: Files): WriteEvent {
  const number = documentNumbers('E', until)
  return ({ channel, account, visitor_id }, event_type, at, detail, random) => {
    const day = dayOf(at)
    const cancelled_at = account?.cancelled_at ?? null
    if (day > until || (cancelled_at !== null && at >= cancelled_at)) return false
    const { product_code, content_topic, search_text, dwell_seconds, rating, promotion_id, store_code } = detail
    // Events are in UTC, eight hours behind local time.
    const occurred_at = `${localTime(at - 28_800).replace(' ', 'T')}Z`
    const details = [product_code, content_topic, search_text, dwell_seconds, rating, promotion_id, visitor_id, store_code]
    const row = [number(day), channel, account && account.account_id, event_type, occurred_at, ...details.map((value) => value ?? null)]
    const draw = random.next()
    const sent_on = day + (draw < 0.01 ? 1 + Math.floor(300 * draw) : 0)
    files.write(contactFiles.event, sent_on, row)
    if (draw > 0.9993) files.write(contactFiles.event, sent_on + 1, row)
    return true
  }
}
