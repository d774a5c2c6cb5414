import { afterAll, describe, expect, test } from 'vitest'
import { isStandIn } from '../../identity/normalise/stand_in.ts'
import { generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

const demo = generateExports(2_000)
afterAll(demo.remove)

const persons = demo.truth('person').filter(({ role }) => role !== 'guest')
const platforms = {
  douyin: { key: 'open_id', beauty: 0.22, guests: 0.45, bound: 0.7 },
  jd: { key: 'pin', beauty: 0.12, guests: 0.35, bound: 0.5 },
} as const

describe.each(Object.entries(platforms))('the store at %s', (source, { key, beauty, guests, bound }) => {
  const members = [...demo.last(`${source}_member`, key).values()]
  const lines = [...demo.last(`${source}_order_line`, 'order_id', 'line_no').values()]
  const owners = new Map(
    demo.truth('account_person').flatMap((row) => (row['source'] === source ? [[row['source_account_id']!, row['person']!]] : [])),
  )

  test('has members and buyers who never joined, in plausible shares', () => {
    const beautyPersons = new Set(persons.flatMap(({ business_line, person }) => (business_line === 'beauty' ? [person!] : [])))
    const joined = new Set(members.map((row) => row[key]!))
    const joinedPersons = [...joined].filter((id) => beautyPersons.has(owners.get(id)!)).length
    // Some accounts would open after the end of the exports.
    expect(joinedPersons / beautyPersons.size).toBeGreaterThan(0.75 * beauty * (1 - guests))
    expect(joinedPersons / beautyPersons.size).toBeLessThan(1.1 * beauty * (1 - guests))
    const buyers = new Set(lines.filter(({ paid_at }) => paid_at !== '').map((row) => row[key]!))
    expectShare([...buyers].filter((id) => !joined.has(id)).length, buyers.size, guests)
  })

  test('hides names and phones, and some members bind their member number', () => {
    const isHidden = (type: string, value: string) => value === '' || value.includes('**') || isStandIn(type, value)
    expect(members.filter(({ phone }) => !isHidden('phone', phone!))).toEqual([])
    expect(members.filter((row) => !isHidden('receiver_phone', row['receiver_phone']!))).toEqual([])
    expect(members.filter((row) => !isHidden('receiver_name', row['receiver_name']!))).toEqual([])
    expect(members.filter(({ receiver_name }) => receiver_name !== '').length).toBeGreaterThan(members.length / 2)
    const crm = new Map(demo.truth('account_person').flatMap((row) => (row['source'] === 'crm' ? [[row['person']!, row]] : [])))
    const bindable = members.filter((row) => crm.has(owners.get(row[key]!)!))
    const isBound = bindable.filter(({ member_no }) => member_no !== '')
    expectShare(isBound.length, bindable.length, 0.97 * bound)
  })

  test('repeats the columns of an order on each of its sub-orders', () => {
    const columns = [key, 'store_code', 'ordered_at', 'paid_at', 'status', 'coupon_id']
    const orders = new Map<string, Set<string>>()
    for (const row of lines) {
      orders.set(row['order_id']!, (orders.get(row['order_id']!) ?? new Set()).add(JSON.stringify(columns.map((name) => row[name]))))
    }
    expect(orders.size).toBeGreaterThan(100)
    expect(lines.length).toBeGreaterThan(orders.size)
    expect([...orders.values()].filter((states) => states.size > 1)).toEqual([])
  })
})

describe('the website', () => {
  const events = [...demo.last('event', 'event_id').values()]
  const visits = events.filter(({ channel }) => channel === 'web')
  const visitors = new Map(demo.truth('website_visitor').map(({ visitor_id, person }) => [visitor_id!, person!]))
  const members = new Map(
    demo.truth('account_person').flatMap((row) => (row['source'] === 'crm' ? [[row['source_account_id']!, row['person']!]] : [])),
  )

  test('is used by an eighth of those who browse, many of whom never sign in', () => {
    const browsing = demo
      .truth('account_person')
      .filter(({ source, person }) => (source === 'mini' || source === 'app') && person !== '')
      .map(({ person }) => person!)
    // Some of them do not come before they drop out.
    const share = new Set(visitors.values()).size / new Set(browsing).size
    expect([share > 0.06, share < 0.13]).toEqual([true, true])
    const signedIn = new Set(visits.filter(({ account_id }) => account_id !== '').map(({ visitor_id }) => visitors.get(visitor_id!)))
    expect([signedIn.size > 20, signedIn.size < 0.7 * new Set(visitors.values()).size]).toEqual([true, true])
  })

  test('knows the account of a visitor from the login on, which is one of the visitor', () => {
    expect(visits.filter(({ visitor_id }) => !visitors.has(visitor_id!))).toEqual([])
    const wrong = visits.filter(({ account_id, visitor_id }) => account_id !== '' && members.get(account_id!) !== visitors.get(visitor_id!))
    expect(wrong).toEqual([])
    const ofType = (type: string) => visits.filter(({ event_type }) => event_type === type)
    expect(ofType('open').filter(({ account_id }) => account_id !== '')).toEqual([])
    expect(ofType('login').filter(({ account_id }) => account_id === '')).toEqual([])
    // Of visits by members with an open account, 45 % sign in.
    const byMember = ofType('open').filter(({ visitor_id }) => [...members.values()].includes(visitors.get(visitor_id!)!))
    const share = ofType('login').length / byMember.length
    expect([share > 0.3, share < 0.5]).toEqual([true, true])
  })

  test('is the only place without an account, and the app asks to log in after 30 days', () => {
    expect(events.filter(({ channel, account_id }) => channel !== 'web' && account_id === '')).toEqual([])
    const logins = events.filter(({ channel, event_type }) => channel === 'app' && event_type === 'login')
    expect(logins.length).toBeGreaterThan(new Set(logins.map(({ account_id }) => account_id)).size)
  })
})

describe('social media', () => {
  const interactions = [...demo.last('social_interaction', 'interaction_id').values()]
  const owners = demo.truth('account_person')
  const followers = demo.last('official_account_follower', 'openid')
  const at = ({ occurred_at }: Record<string, string>) => Date.parse(occurred_at!)

  test('two in five persons on WeChat follow the official account; most followers read it, and some answer', () => {
    const onWechat = owners.filter(({ source, person }) => person !== '' && (source === 'mini' || source === 'wecom'))
    const share = followers.size / new Set(onWechat.map(({ person }) => person)).size
    // Some follow after the end of the exports.
    expect([share > 0.3, share < 0.43]).toEqual([true, true])
    expect(owners.filter(({ source }) => source === 'official_account').length).toBe(followers.size)
    const ofAccount = interactions.filter(({ platform }) => platform === 'official_account')
    const count = (type: string) => ofAccount.filter(({ interaction_type }) => interaction_type === type).length
    const since2024 = [...followers.values()].filter(({ followed_at }) => followed_at! >= '2024')
    expect([count('read') > 1_000, count('follow')]).toEqual([true, since2024.length])
    expectShare(count('like'), count('read'), 0.08)
    expectShare(count('share'), count('read'), 0.04)
    expect(ofAccount.filter(({ account_id }) => !followers.has(account_id!))).toEqual([])
  })

  test('nobody reads who does not follow', () => {
    const wrong = interactions.filter((row) => {
      const follower = followers.get(row['account_id']!)
      if (row['platform'] !== 'official_account') return false
      // Who shares or comments does so some seconds after reading.
      return !(at(row) >= Date.parse(follower!['followed_at']!) && at(row) <= Date.parse(follower!['unfollowed_at'] || '2100') + 90_000)
    })
    expect(wrong).toEqual([])
  })

  test('users of Xiaohongshu are in no member file; only the truth knows them', () => {
    const users = new Map(demo.truth('xiaohongshu_user').map(({ account_id, person }) => [account_id!, person!]))
    const beauty = persons.filter(({ business_line }) => business_line !== 'food')
    expectShare(users.size, beauty.length, 0.06)
    const known = new Set(owners.map(({ source_account_id }) => source_account_id!))
    expect([...users.keys()].filter((id) => known.has(id))).toEqual([])
    const acts = interactions.filter(({ platform }) => platform === 'xiaohongshu')
    expect(acts.filter(({ account_id }) => !users.has(account_id!))).toEqual([])
    expect(acts.some(({ interaction_type }) => interaction_type === 'mention')).toBe(true)
  })
})

test('two in five contacts of guides are in the WeCom group of a store, beside some whom no guide has as a contact', () => {
  const contacts = demo.last('wecom_contact', 'external_userid')
  const members = [...demo.last('group_member', 'group_id', 'external_userid', 'joined_at').values()]
  const ofContacts = members.filter(({ external_userid }) => contacts.has(external_userid!))
  // Some contacts are deleted before they would join, or join after the end of the exports.
  const share = ofContacts.length / contacts.size
  expect([share > 0.25, share < 0.42]).toEqual([true, true])
  expect([members.length > ofContacts.length, members.length < 1.5 * ofContacts.length]).toEqual([true, true])
  expect(members.filter(({ joined_at, left_at }) => left_at !== '' && left_at! <= joined_at!)).toEqual([])
  const late = ofContacts.filter(({ external_userid, left_at }) => {
    const { deleted_at } = contacts.get(external_userid!)!
    return deleted_at !== '' && !(left_at !== '' && left_at! <= deleted_at!)
  })
  expect(late).toEqual([])
  const guides = new Set([...demo.rows('guide')].map(({ guide_id }) => guide_id!))
  expect(members.filter(({ guide_id }) => !guides.has(guide_id!))).toEqual([])
})

describe('audiences uploaded to advertising platforms', () => {
  const days = [...demo.last('ad_audience', 'platform', 'campaign_id', 'segment', 'reported_on').values()]

  test.each([
    ['ocean_engine', 0.56],
    ['tencent_ads', 0.68],
    ['alimama', 0.45],
  ])('are matched by %s at its rate, and belong to campaigns', (platform, rate) => {
    const campaigns = demo.last('campaign', 'campaign_id')
    const ofPlatform = days.filter((row) => row['platform'] === platform)
    expect(ofPlatform.length).toBeGreaterThan(30)
    expect(ofPlatform.filter(({ campaign_id }) => !campaigns.has(campaign_id!))).toEqual([])
    const sum = (name: string) => ofPlatform.reduce((total, row) => total + Number(row[name]), 0)
    // The rate of an audience varies by 8 % at most.
    expect(Math.abs(sum('matched_count') / sum('uploaded_count') / rate - 1)).toBeLessThan(0.08)
    expect(sum('click_count')).toBeGreaterThan(0)
    expect(sum('cost_amount') / sum('click_count')).toBeGreaterThan(0.8)
  })
})
