import { afterAll, describe, expect, test } from 'vitest'
import { dayFrom } from '../../seeds/demo/basics/calendar.ts'
import { generateExports } from '../support/demo_exports.ts'

const demo = generateExports(4_000)
afterAll(demo.remove)

const day = 86_400_000
const truth = demo.truth('campaign_effect')
const accounts = new Map(
  demo.truth('account_person').map(({ source, source_account_id, person }) => [`${source}:${source_account_id}`, person!]),
)

/** The order times of each person. */
const ordered = new Map<string, number[]>()
const addOrder = (account: string, at: string) => {
  const person = accounts.get(account)!
  ordered.set(person, [...(ordered.get(person) ?? []), Date.parse(at)])
}
for (const order of demo.last('shop_order', 'order_id').values()) {
  if (order['paid_at'] !== '') addOrder(`marketplace:${order['buyer_id']}`, `${order['paid_at']!.replace(' ', 'T')}+08:00`)
}
for (const order of demo.last('mall_order', 'order_id').values()) {
  if (order['paid_at'] !== '') addOrder(`${order['channel']}:${order['account_id']}`, order['paid_at']!)
}
for (const [source, key] of [['douyin', 'open_id'] as const, ['jd', 'pin'] as const]) {
  for (const line of demo.last(`${source}_order_line`, 'order_id').values()) {
    if (line['paid_at'] !== '') addOrder(`${source}:${line[key]}`, `${line['paid_at']!.replace(' ', 'T')}+08:00`)
  }
}
for (const line of demo.last('pos_line', 'receipt_no', 'line_no').values()) {
  if (line['card_no'] !== '' && line['line_no'] === '1' && line['returned_receipt_no'] === '') {
    addOrder(`pos:${line['card_no']}`, `${line['sold_at']!.replace(' ', 'T')}+08:00`)
  }
}

/** Members assigned to each arm, and how many of them ordered, counted in the exports. */
const arms = new Map<string, { assigned: number; ordered: number }>()
const effectDays = new Map(truth.map(({ campaign_id, effect_days }) => [campaign_id!, Number(effect_days)]))
const assignments = [...demo.rows('campaign_assignment')]
for (const { campaign_id, arm, member_no, assigned_at } of assignments) {
  const from = Date.parse(`${assigned_at!.slice(0, 10)}T00:00:00+08:00`)
  const hasOrdered = ordered
    .get(accounts.get(`crm:${member_no}`)!)
    ?.some((at) => at >= from && at < from + effectDays.get(campaign_id!)! * day)
  const count = arms.get(`${campaign_id}:${arm}`) ?? { assigned: 0, ordered: 0 }
  arms.set(`${campaign_id}:${arm}`, { assigned: count.assigned + 1, ordered: count.ordered + (hasOrdered ? 1 : 0) })
}

/** The relative lift over the holdout, pooled over all campaigns with this arm and weighted by arm size, with its standard error. */
function liftOf(arm: string) {
  let [treated, control, variance] = [0, 0, 0]
  for (const { campaign_id } of truth.filter((row) => row['arm'] === arm)) {
    const [one, other] = [arms.get(`${campaign_id}:${arm}`), arms.get(`${campaign_id}:holdout`)]
    if (!one || !other) continue
    const [p, q] = [one.ordered / one.assigned, other.ordered / other.assigned]
    treated += one.ordered
    control += one.assigned * q
    variance += one.assigned * p * (1 - p) + one.assigned ** 2 * ((q * (1 - q)) / other.assigned)
  }
  return { lift: treated / control - 1, error: Math.sqrt(variance) / control }
}
const trueLift = (arm: string) => {
  const rows = truth.filter((row) => row['arm'] === arm)
  const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0)
  return sum('ordered_count') / sum('ordered_without_count') - 1
}

describe('campaigns of the demo retailer', () => {
  test('have the orders that truth/ counts in the exports', () => {
    const counted = truth.filter(({ assigned_count }) => assigned_count !== '0')
    expect(counted.length).toBeGreaterThan(40)
    expect(arms).toEqual(
      new Map(
        counted.map((row) => [
          `${row['campaign_id']}:${row['arm']}`,
          { assigned: Number(row['assigned_count']), ordered: Number(row['ordered_count']) },
        ]),
      ),
    )
  })

  test('bring more orders than the holdout: a coupon a quarter more, a message a few, within sampling error', () => {
    for (const arm of ['coupon', 'message']) {
      const { lift, error } = liftOf(arm)
      expect(Math.abs(lift - trueLift(arm))).toBeLessThan(3 * error)
    }
    const { lift, error } = liftOf('coupon')
    expect(lift).toBeGreaterThan(2 * error)
    expect(trueLift('coupon')).toBeGreaterThan(0.2)
    expect(trueLift('message')).toBeLessThan(0.15)
    expect(trueLift('holdout')).toBe(0)
  })

  test.each([
    ['benefit_test', 'trial_set', 'free_delivery'],
    ['channel_test', 'phone', 'sms'],
    ['discount_test', 'direct', 'threshold'],
  ])('compare arms in the experiment %s: %s brings more orders than %s, and both more than the holdout', (goal, better, worse) => {
    const held = [...demo.last('campaign', 'campaign_id').values()].filter((campaign) => campaign['goal'] === goal)
    const names = new Set(held.map(({ campaign_id }) => campaign_id))
    /** Of the arm in all years: the share that ordered, counted in the exports, its variance, and the true increase of that share. */
    const shareOf = (arm: string) => {
      const rows = truth.filter((row) => names.has(row['campaign_id']) && row['arm'] === arm)
      const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
      const ordered = rows.reduce((total, row) => total + (arms.get(`${row['campaign_id']}:${arm}`)?.ordered ?? 0), 0)
      const count = sum('assigned_count')
      const share = ordered / count
      return { share, variance: (share * (1 - share)) / count, gain: (sum('ordered_count') - sum('ordered_without_count')) / count }
    }
    const [best, other, holdout] = [shareOf(better), shareOf(worse), shareOf('holdout')]
    expect([holdout.gain, other.gain >= 0, best.gain > other.gain]).toEqual([0, true, true])
    for (const [one, two] of [
      [best, other],
      [best, holdout],
      [other, holdout],
    ] as const) {
      const measured = one.share - two.share
      expect(Math.abs(measured - (one.gain - two.gain))).toBeLessThan(4 * Math.sqrt(one.variance + two.variance))
    }
    expect(best.share).toBeGreaterThan(holdout.share)
  })

  test('are opened by more of those to whom they are sent in the evening, when more people read', () => {
    const openedShare = (arm: string) => {
      const rows = truth.filter((row) => row['arm'] === arm)
      const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
      return {
        share: sum('opened_count') / sum('assigned_count'),
        count: sum('assigned_count'),
        gain: sum('ordered_count') - sum('ordered_without_count'),
      }
    }
    const [evening, morning] = [openedShare('evening'), openedShare('morning')]
    expect([evening.gain > 0, morning.gain > 0, evening.share > 1.2 * morning.share]).toEqual([true, true, true])
  })

  test('send nothing to the holdout, and assign the planned share of members to each arm', () => {
    expect([...demo.rows('touch')].filter(({ arm }) => arm === 'holdout')).toEqual([])
    for (const { campaign_id, arm, planned_share } of demo.last('campaign_arm', 'campaign_id', 'arm').values()) {
      const drawn = [...arms].filter(([name]) => name.startsWith(`${campaign_id}:`)).reduce((sum, [, { assigned }]) => sum + assigned, 0)
      const { assigned } = arms.get(`${campaign_id}:${arm}`) ?? { assigned: 0 }
      const expected = drawn * Number(planned_share)
      expect(Math.abs(assigned - expected)).toBeLessThan(4 * Math.sqrt(expected + 1))
    }
  })

  test('have coupons that are issued, claimed, expired, or redeemed on an order while valid', () => {
    const [marketplace, mall] = [demo.last('shop_order', 'order_id'), demo.last('mall_order', 'order_id')]
    const coupons = [...demo.last('coupon', 'coupon_id').values()]
    expect(new Set(coupons.map(({ status }) => status))).toEqual(new Set(['issued', 'claimed', 'redeemed', 'expired']))
    for (const coupon of coupons.filter(({ status }) => status === 'redeemed')) {
      const order = { marketplace, mall, pos: null }[coupon['redeemed_order_system'] as 'marketplace' | 'mall' | 'pos']?.get(
        coupon['redeemed_order_id']!,
      )
      if (order) expect(order['coupon_id']).toBe(coupon['coupon_id'])
      const moments = [coupon['issued_at']!, coupon['claimed_at']!, coupon['redeemed_at']!, coupon['expires_at']!]
      expect(moments).toEqual([...moments].sort())
    }
  })
})

describe('browsing of the demo retailer', () => {
  test('fades in the two months before a fader drops out, and not before other dropouts', () => {
    const leaving = new Map(
      demo
        .truth('person')
        .map(({ person, kind, dropout_on }) => [person!, { kind: kind!, dropout: dropout_on ? dayFrom(dropout_on) : Infinity }]),
    )
    // Events that no order causes, once a day for each account.
    const browsingEvents = new Set(['search', 'favourite', 'check_in', 'share'])
    const early = { fader: 0, other: 0 }
    const late = { fader: 0, other: 0 }
    const counted = new Set<string>()
    for (const { channel, account_id, event_type, occurred_at, content_topic } of demo.rows('event')) {
      if (channel === 'web' || !(browsingEvents.has(event_type!) || content_topic !== '')) continue
      const act = `${account_id} ${occurred_at!.slice(0, 10)}`
      if (counted.has(act)) continue
      counted.add(act)
      const { kind, dropout } = leaving.get(accounts.get(`${channel}:${account_id}`)!)!
      const left = dropout - dayFrom(occurred_at!.slice(0, 10))
      const name = kind === 'fader' ? 'fader' : 'other'
      if (left > 60 && left <= 150) early[name] += 1 / 3
      if (left > 0 && left <= 30) late[name]++
    }
    const others = late.other / early.other
    expect(late.fader / early.fader).toBeLessThan(0.7 * others)
    expect(others).toBeGreaterThan(0.7)
  })
})
