import { dayOf, startOf, zonedTime, type Day, type Moment } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { documentNumbers } from '../basics/numbers.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { Promotion } from '../catalogue/promotions.ts'
import type { World } from '../catalogue/world.ts'
import type { Row } from '../files/file_shape.ts'
import { contactFiles } from '../files/shapes.ts'
import type { Files } from '../files/write_files.ts'
import type { Assignment } from '../marketing/touches.ts'
import { accountAt } from '../people/account_at.ts'
import type { Account, Person } from '../people/person.ts'
import type { OrderSystem } from '../sales/web_systems.ts'

/** A coupon that a person holds; amounts in cents. */
export type Coupon = {
  coupon_id: string
  offer: string
  campaign_id: string | null
  account: Account
  business_line: BusinessLine
  face: number
  threshold: number
  issued_at: Moment
  claimed_at: Moment | null
  expires_at: Moment
  redeemed: { at: Moment; order_system: OrderSystem | 'pos'; order_id: string } | null
}

const day = 86_400
/** Issues coupons and writes their states. */
export function openCoupons({ settings: { seed, until }, promotions }: World, files: Files) {
  const number = documentNumbers('Q', until)
  const festivals = promotions.filter(({ promotion_type, starts_on }) => promotion_type === 'shopping_festival' && starts_on > 5)

  type Offer = { offer: string; business_line: BusinessLine; face: number; threshold: number; at: Moment; days: number; claimRate: number }
  function issue(
    account: Account,
    { offer, business_line, face, threshold, at, days, claimRate }: Offer,
    random: Random,
    campaign_id: string | null = null,
  ): Coupon | null {
    if (dayOf(at) > until || dayOf(at) < 0) return null
    const claimed_at = random.chance(claimRate) ? Math.floor(at + day * Math.min(days - 1, random.exponential(1.2))) : null
    const values = {
      offer,
      business_line,
      face: 100 * face,
      threshold: 100 * threshold,
      issued_at: at,
      expires_at: startOf(dayOf(at) + days),
      claimed_at,
    }
    return { coupon_id: number(dayOf(at)), campaign_id, account, ...values, redeemed: null }
  }

  function festivalCoupons(person: Person, random: Random): (Coupon | null)[] {
    return festivals.map(({ starts_on, ends_on, business_line: festivalLine }: Promotion) => {
      const isIssued = random.chance(person.kind === 'price_sensitive' ? 0.4 : 0.2)
      const at = startOf(starts_on - 5) + 36_000
      const account = isIssued ? accountAt(person, ['marketplace', 'mini', 'app'], at) : null
      if (account === null || starts_on - 5 > person.dropout_day + 120) return null
      const business_line = festivalLine ?? (person.business_line === 'food' ? 'food' : 'beauty')
      const [face, threshold] = business_line === 'beauty' ? [30, 299] : [5, 39]
      return issue(
        account,
        { offer: 'festival', business_line, face, threshold, at, days: ends_on - starts_on + 5, claimRate: 0.6 },
        random,
      )
    })
  }

  /** Coupons for breakfast buyers with a store card: every 30 days with a chance of 0.3. */
  function breakfastCoupons(person: Person, random: Random): (Coupon | null)[] {
    if (person.kind !== 'breakfast') return []
    const coupons: (Coupon | null)[] = []
    for (let on = 0; on <= Math.min(until, person.dropout_day + 60); on += 30) {
      const at = startOf(on) + 25_200
      const account = random.chance(0.3) ? accountAt(person, ['pos'], at) : null
      if (account)
        coupons.push(
          issue(account, { offer: 'breakfast', business_line: 'food', face: 2, threshold: 12, at, days: 15, claimRate: 0.8 }, random),
        )
    }
    return coupons
  }

  return {
    /** The coupons that a person gets without a campaign. */
    couponsOf(person: Person): Coupon[] {
      const random = randomOf(seed, person.index, 'coupons')
      const first = person.accounts.find(({ source }) => source === 'mini' || source === 'app' || source === 'crm')
      const isFood = person.business_line === 'food'
      const [face, threshold, business_line] = isFood ? ([3, 15, 'food'] as const) : ([20, 159, 'beauty'] as const)
      const welcome =
        first && issue(first, { offer: 'welcome', business_line, face, threshold, at: first.joined_at, days: 31, claimRate: 0.5 }, random)
      return [welcome ?? null, ...festivalCoupons(person, random), ...breakfastCoupons(person, random)].filter((coupon) => coupon !== null)
    },

    /** Issues the coupon of a campaign's arm. Most of those who open the message claim it, and few others. */
    issueForCampaign({ account, campaign, arm, assigned_at, opened_at }: Assignment, random: Random): Coupon {
      const { campaign_id, business_line, effect_days } = campaign
      const amounts = { face: arm.face / 100, threshold: arm.threshold / 100 }
      const terms = { at: assigned_at + 3600, days: effect_days + 1, claimRate: opened_at === null ? 0.2 : 0.9 }
      return issue(account, { offer: 'campaign', business_line, ...amounts, ...terms }, random, campaign_id)!
    },

    /** Writes the states of each coupon. */
    writeCoupons(coupons: readonly Coupon[]): void {
      for (const coupon of coupons) files.writeStates(contactFiles.coupon, statesOf(coupon))
    },
  }
}

/** The coupon with the highest face amount that is valid for an order of this amount. */
export function bestCoupon(coupons: readonly Coupon[], business_line: BusinessLine, amount: number, at: Moment): Coupon | null {
  let best: Coupon | null = null
  for (const coupon of coupons) {
    if (
      coupon.redeemed ||
      coupon.business_line !== business_line ||
      coupon.claimed_at === null ||
      coupon.claimed_at > at ||
      coupon.expires_at <= at
    )
      continue
    if (coupon.threshold <= amount && coupon.face > (best?.face ?? 0)) best = coupon
  }
  return best
}

function statesOf(coupon: Coupon): [Day, Row][] {
  const { coupon_id, offer, campaign_id, account, business_line, face, threshold, issued_at, claimed_at, expires_at, redeemed } = coupon
  const row = (status: string, claimed: Moment | null, used: Coupon['redeemed']): Row => [
    ...[coupon_id, offer, campaign_id, account.source, account.account_id, business_line, yuan(face), yuan(threshold), 'CNY', status],
    ...[zonedTime(issued_at), claimed && zonedTime(claimed), used && zonedTime(used.at), zonedTime(expires_at)],
    ...[used && used.order_system, used && used.order_id],
  ]
  const states: [Day, Row][] = [[dayOf(issued_at), row('issued', null, null)]]
  if (claimed_at !== null) states.push([dayOf(claimed_at), row('claimed', claimed_at, null)])
  states.push(
    redeemed ? [dayOf(redeemed.at), row('redeemed', claimed_at, redeemed)] : [dayOf(expires_at), row('expired', claimed_at, null)],
  )
  return states
}
