import { afterAll, describe, expect, test } from 'vitest'
import { generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

type Fields = Record<string, string>

const demo = generateExports(4_000)
afterAll(demo.remove)

const files: [source: string, file: string, id: string, joined: string][] = [
  ['marketplace', 'shop_member', '买家账号', '入会时间'],
  ['douyin', 'douyin_member', 'open_id', 'joined_at'],
  ['jd', 'jd_member', 'pin', 'joined_at'],
  ['mini', 'mini_member', 'openid', 'registered_at'],
  ['app', 'app_member', 'app_user_id', 'registered_at'],
  ['pos', 'pos_member', 'card_no', 'joined_at'],
  ['crm', 'crm_member', 'member_no', 'joined_at'],
  ['wecom', 'wecom_contact', 'external_userid', 'added_at'],
]
const accounts = files.flatMap(([source, file, id, joined]) =>
  [...demo.last(file, id).values()].map((row) => ({
    ...{ source, id: row[id]!, joined_at: row[joined]!.replace(' ', 'T'), store_code: row['store_code'] ?? '' },
    way: row['acquired_by'] ?? row['来源']!,
    campaign: row['acquisition_campaign'] ?? row['推广计划']!,
    guide: row['acquisition_guide_id'] ?? row['导购']!,
    inviter: row['invited_by'] ?? row['referrer_member_no'] ?? '',
  })),
)
const person = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
const events = [...demo.last('event', 'event_id').values()]
const traits = new Map(demo.truth('trait').map((row) => [row['person']!, row]))

describe('accounts of the demo retailer', () => {
  test('are won in ways that depend on the source; only an advertisement has a campaign, a guide an id, an invitation an inviter', () => {
    const shares: [string, string, number][] = [
      ['marketplace', 'search', 0.45],
      ['marketplace', 'advertisement', 0.35],
      ['douyin', 'advertisement', 0.65],
      ['jd', 'search', 0.5],
      ['pos', 'store', 0.75],
      ['pos', 'guide', 0.25],
      ['wecom', 'guide', 1],
    ]
    for (const [source, way, share] of shares) {
      const of = accounts.filter((account) => account.source === source)
      expectShare(of.filter((account) => account.way === way).length, of.length, share)
    }
    const uninvited = accounts.filter(({ source, way }) => source === 'app' && way !== 'invitation')
    expectShare(uninvited.filter(({ way }) => way === 'advertisement').length, uninvited.length, 0.55)
    const wrong = accounts.filter(
      ({ way, campaign, guide, inviter }) =>
        (campaign !== '') !== (way === 'advertisement') ||
        (guide !== '') !== (way === 'guide') ||
        (inviter !== '') !== (way === 'invitation'),
    )
    expect(wrong).toEqual([])
  })

  test('won by a guide name one who worked on that day, for a store card in its store', () => {
    const spans = [...demo.last('guide', 'guide_id', 'starts_on').values()]
    const wrong = accounts.filter(({ guide, source, joined_at, store_code }) => {
      const worksThere = (span: Fields) =>
        span['guide_id'] === guide &&
        (source !== 'pos' || span['store_code'] === store_code) &&
        span['starts_on']! <= joined_at.slice(0, 10) &&
        (span['ends_on'] === '' || joined_at.slice(0, 10) < span['ends_on']!)
      return guide !== '' && !spans.some(worksThere)
    })
    expect(wrong).toEqual([])
  })

  test('won by an advertisement cost 60 to 150 yuan each in every channel, and their campaigns are in the ledger', () => {
    const spent = new Map<string, number>()
    for (const { channel, medium, spent_on, spend_amount } of demo.last('channel_spend', 'spent_on', 'channel', 'medium').values()) {
      for (const key of [channel!, `${channel}:${medium}-${spent_on!.slice(0, 7)}`])
        spent.set(key, (spent.get(key) ?? 0) + (medium!.endsWith('_ads') || medium === 'creators' ? Number(spend_amount) : 0))
    }
    const won = accounts.filter(({ campaign, joined_at }) => campaign !== '' && joined_at >= '2024')
    expect(won.filter(({ source, campaign }) => !(spent.get(`${source}:${campaign}`)! > 0))).toEqual([])
    for (const channel of ['marketplace', 'douyin', 'jd', 'mini', 'app']) {
      const cost = spent.get(channel)! / won.filter(({ source }) => source === channel).length
      expect([channel, cost > 60, cost < 150, cost]).toEqual([channel, true, true, cost])
    }
  })
})

describe('invitations of the demo retailer', () => {
  const invited = accounts.filter(({ way, joined_at }) => way === 'invitation' && joined_at >= '2024-01-15')
  const members = new Map(accounts.filter(({ source }) => source === 'crm').map((account) => [account.id, account]))
  const sent = events.filter(({ event_type }) => event_type === 'invite')
  const sentBy = new Map<string, number[]>()
  for (const { channel, account_id, occurred_at } of sent) {
    const by = person.get(`${channel}:${account_id}`)!
    sentBy.set(by, [...(sentBy.get(by) ?? []), Date.parse(occurred_at!)])
  }
  const truth = demo.truth('invitation')

  test('come from another person who was a member before and who had sent one', () => {
    expect(invited.length).toBeGreaterThan(250)
    const wrong = invited.filter(({ source, id, inviter, joined_at }) => {
      const by = person.get(`crm:${inviter}`)!
      const sent_at = (sentBy.get(by) ?? []).filter((at) => at < Date.parse(joined_at))
      // A member who was deleted is still the inviter.
      const isMember = (members.get(inviter)?.joined_at ?? '') < joined_at
      return by === person.get(`${source}:${id}`) || sent_at.length === 0 || !isMember
    })
    expect(wrong).toEqual([])
  })

  test('win 15 % of the persons who come to the mini-program, the app or the member centre', () => {
    const first = new Map<string, (typeof accounts)[number]>()
    for (const account of accounts.filter(({ source, joined_at }) => ['mini', 'app', 'crm'].includes(source) && joined_at >= '2024-07')) {
      const of = person.get(`${account.source}:${account.id}`)!
      const known = first.get(of)
      if (of !== '' && (known === undefined || account.joined_at < known.joined_at)) first.set(of, account)
    }
    const older = new Set(accounts.filter(({ joined_at }) => joined_at < '2024-07').map(({ source, id }) => person.get(`${source}:${id}`)!))
    const fresh = [...first].filter(([of]) => !older.has(of)).map(([, account]) => account)
    expectShare(fresh.filter(({ way }) => way === 'invitation').length, fresh.length, 0.15)
    expect(truth.length).toBeGreaterThanOrEqual(invited.length)
    expect(invited.filter(({ source, id, inviter }) => !truth.some(isFor(source, id, person.get(`crm:${inviter}`)!)))).toEqual([])
  })
  const isFor = (source: string, id: string, by: string) => (row: Fields) =>
    row['source'] === source && row['source_account_id'] === id && row['invited_by'] === by

  test('are mostly followed by nobody, and sent by few persons, and twice as often by those who were invited', () => {
    const share = invited.length / sent.length
    expect([share > 0.15, share < 0.4]).toEqual([true, true])
    const counts = [...sentBy.values()].map(({ length }) => length).sort((a, b) => b - a)
    const top = counts.slice(0, counts.length / 10).reduce((sum, count) => sum + count, 0)
    expect(top / sent.length).toBeGreaterThan(0.3)
    const invites = (of: Fields) => Number(of['inviting'])
    const mean = (of: Fields[], valueOf: (row: Fields) => number) => of.reduce((sum, row) => sum + valueOf(row), 0) / of.length
    const wasInvited = new Set(truth.map((row) => row['person']!))
    const able = [...traits.values()].filter((row) => ['crm', 'mini'].every((source) => owned.get(row['person']!)?.has(source)))
    const [followers, others] = [true, false].map((was) => able.filter((row) => wasInvited.has(row['person']!) === was)) as [
      Fields[],
      Fields[],
    ]
    const ratio = mean(followers, invites) / mean(others, invites)
    expect([ratio > 1.3, ratio < 2.8, ratio]).toEqual([true, true, ratio])
    const sends = (isWanted: (inviting: number) => boolean) =>
      mean(
        able.filter((row) => isWanted(invites(row))),
        (row) => sentBy.get(row['person']!)?.length ?? 0,
      )
    expect(sends((inviting) => inviting > 2) / sends((inviting) => inviting < 0.5)).toBeGreaterThan(4)
  })
  const owned = new Map<string, Set<string>>()
  for (const { source, id } of accounts) {
    const of = person.get(`${source}:${id}`)!
    owned.set(of, (owned.get(of) ?? new Set()).add(source))
  }
})

describe('activities of the demo retailer', () => {
  const promotions = demo.last('promotion', 'promotion_id')
  const touches = [...demo.last('touch', 'touch_id').values()].filter(({ topic }) => topic === 'activity')
  const of = (event_type: string) => events.filter((event) => event['event_type'] === event_type)
  const [signUps, attended] = [of('activity_sign_up'), of('activity_attended')]
  const truth = demo.truth('activity')
  const total = (column: string) => truth.reduce((sum, row) => sum + Number(row[column]), 0)

  test('are named by the messages that invite to them in the days before, and by nothing else', () => {
    expect(touches.length).toBeGreaterThan(3_000)
    const wrong = touches.filter(({ promotion_id, sent_at }) => {
      const promotion = promotions.get(promotion_id!)
      const before = (Date.parse(promotion?.['starts_on'] ?? '') - Date.parse(sent_at!.slice(0, 10))) / 86_400_000
      return promotion?.['promotion_type'] !== 'activity' || !(before >= 1 && before <= 3)
    })
    expect(wrong).toEqual([])
    const others = [...demo.rows('touch')].filter(({ topic, promotion_id }) => topic !== 'activity' && promotion_id !== '')
    expect(others).toEqual([])
  })

  test('win more sign-ups by their invitations than would have come without', () => {
    expect([signUps.length, attended.length]).toEqual([total('signed_up_count'), total('attended_count')])
    const lift = (total('signed_up_count') - total('signed_up_without_count')) / total('opened_count')
    // An opened invitation raises the chance of a person of average interest from 3 to 30 %, at most to 80 %.
    expect([lift > 0.1, lift < 0.27, lift]).toEqual([true, true, lift])
    const opened = new Set(
      touches.flatMap((touch) =>
        touch['opened_at'] === '' ? [] : [`${person.get(`${touch['source']}:${touch['source_account_id']}`)} ${touch['promotion_id']}`],
      ),
    )
    const invitedSignUps = signUps.filter((event) =>
      opened.has(`${person.get(`${event['channel']}:${event['account_id']}`)} ${event['promotion_id']}`),
    )
    expect(invitedSignUps.length / opened.size / (total('signed_up_without_count') / (30 * 4_000))).toBeGreaterThan(5)
  })

  test('are attended, in a store of the business line, by 60 % of those who signed up before, and always by the same persons', () => {
    expectShare(attended.length, signUps.length, 0.6)
    const keyOf = ({ channel, account_id, promotion_id }: Fields) => `${channel}:${account_id}:${promotion_id}`
    const signedUp = new Map(signUps.map((event) => [keyOf(event), event['occurred_at']!]))
    expect(signedUp.size).toBe(signUps.length)
    const wrong = attended.filter((event) => {
      const { starts_on, ends_on, business_line } = promotions.get(event['promotion_id']!)!
      const on = new Date(Date.parse(event['occurred_at']!) + 8 * 3_600_000).toISOString().slice(0, 10)
      const isThere = event['store_code']!.split('-')[1]!.startsWith(business_line === 'food' ? 'F' : 'B')
      return !isThere || !(signedUp.get(keyOf(event))! < event['occurred_at']!) || on < starts_on! || on >= ends_on!
    })
    expect(wrong).toEqual([])
    const habit = (event: Fields) => Number(traits.get(person.get(`${event['channel']}:${event['account_id']}`)!)!['attendance'])
    const came = new Set(attended.map(keyOf))
    const rate = (is: (habit: number) => boolean) => {
      const found = signUps.filter((event) => is(habit(event)))
      return found.filter((event) => came.has(keyOf(event))).length / found.length
    }
    expect(rate((habit) => habit > 0.65) - rate((habit) => habit < 0.55)).toBeGreaterThan(0.05)
  })

  test('interest the same persons again: more than a fifth of those who sign up do so repeatedly', () => {
    const counts = new Map<string, number>()
    for (const { channel, account_id } of signUps) {
      const of = person.get(`${channel}:${account_id}`)!
      counts.set(of, (counts.get(of) ?? 0) + 1)
    }
    const repeated = [...counts.values()].filter((count) => count > 1).length
    expect(repeated / counts.size).toBeGreaterThan(0.2)
  })
})
