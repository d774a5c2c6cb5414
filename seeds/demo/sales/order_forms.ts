import { dayOf, startOf, type Day, type Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import { contactGuides } from '../people/contact_guides.ts'
import type { Account, Person } from '../people/person.ts'
import { paidAmount, type Item } from './basket.ts'

/** How an order of a web store came about. */
export type OrderForm = {
  /** Ordered with a deposit before a festival; the rest is paid when the festival begins. */
  presale: { ordered_at: Moment; deposit: number } | null
  /** The guide through whose shared link the order came. */
  guide_id: string | null
  /** The person, by index, to whom the order is sent as a gift. */
  gift_to: number | null
}
/** An order without any of these. */
export const plainForm: OrderForm = { presale: null, guide_id: null, gift_to: null }

// The presale lasts the eight days before 六一八 and 双十一; its orders are paid in full on the first four days of the festival.
const presaleFestivals = /六一八|双十一/
const [presaleDays, finalPaymentDays] = [8, 4]
const presaleShare = 0.6
const giftShare = 0.03
// Share of the mini-program's orders of those who have a guide as a contact.
const guidedShare = 0.3

/** Draws the forms of orders. */
export function openOrderForms({ settings, promotions }: World) {
  const festivals = promotions.filter(({ promotion_name }) => presaleFestivals.test(promotion_name))
  const festivalOf = (day: Day) => festivals.find(({ starts_on }) => day >= starts_on && day < starts_on + finalPaymentDays)

  function presaleOf(account: Account, items: readonly Item[], at: Moment, random: Random): OrderForm['presale'] {
    const festival = festivalOf(dayOf(at))
    if (!festival || items.some(({ product }) => product.business_line !== 'beauty') || !random.chance(presaleShare)) return null
    const ordered_at = startOf(festival.starts_on - 1 - random.integer(presaleDays)) + 10 * 3600 + random.integer(13 * 3600)
    // A tenth to a fifth of the amount, in whole ten yuan.
    const amount = items.reduce((sum, item) => sum + paidAmount(item), 0)
    const deposit = 1_000 * Math.floor((amount * (0.1 + 0.1 * random.next())) / 1_000)
    return ordered_at < Math.max(startOf(0), account.joined_at) || deposit === 0 ? null : { ordered_at, deposit }
  }

  function guideOf(person: Person, account: Account, at: Moment, random: Random): string | null {
    if (account.source !== 'mini' || !random.chance(guidedShare)) return null
    const contact = person.accounts.find(({ source }) => source === 'wecom')
    if (!contact || contact.joined_at > at || (contact.cancelled_at ?? Infinity) <= at) return null
    return contactGuides(settings, person, contact).findLast(({ from }) => from <= at)?.guide_id ?? null
  }

  return {
    /** The form of an order of these goods, paid at `at`. */
    formOf(person: Person, account: Account, items: readonly Item[], at: Moment, random: Random): OrderForm {
      const isGift = items.every(({ product }) => product.business_line === 'beauty') && random.chance(giftShare)
      const receiver = random.integer(settings.persons)
      return {
        presale: presaleOf(account, items, at, random),
        guide_id: guideOf(person, account, at, random),
        gift_to: isGift && receiver !== person.index ? receiver : null,
      }
    },
  }
}
