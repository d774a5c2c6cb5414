import { afterAll, describe, expect, test } from 'vitest'
import { generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

type Fields = Record<string, string>

const demo = generateExports(3_000)
afterAll(demo.remove)

const day = 86_400_000
const seconds = (written: string) => Date.parse(written)
const person = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
const touches = [...demo.last('touch', 'touch_id').values()].sort((a, b) => seconds(a['sent_at']!) - seconds(b['sent_at']!))
const personOf = ({ source, source_account_id }: Fields) => person.get(`${source}:${source_account_id}`)!

function grouped(rows: Iterable<Fields>, keyOf: (row: Fields) => string): Map<string, Fields[]> {
  const found = new Map<string, Fields[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = found.get(key)
    if (group) group.push(row)
    else found.set(key, [row])
  }
  return found
}
const inOrder = [...demo.rows('consent')].sort((a, b) => seconds(a['changed_at']!) - seconds(b['changed_at']!))
const ofAccount = grouped(inOrder, (row) => `${row['source']}:${row['source_account_id']}:${row['channel']}`)
const ofPerson = grouped(inOrder, (row) => `${personOf(row)}:${row['channel']}`)
const touchesOf = grouped(touches, (row) => `${row['source']}:${row['source_account_id']}:${row['channel']}`)
const rate = (part: number, whole: number) => part / whole

describe('messages of the demo retailer', () => {
  test('are sent only with a consent that the account gave and that no account of the person withdrew after it', () => {
    expect(touches.length).toBeGreaterThan(20_000)
    const without = touches.filter((touch) => {
      const { source, source_account_id, channel, sent_at } = touch
      const isBefore = ({ changed_at }: Fields) => seconds(changed_at!) <= seconds(sent_at!)
      const given = ofAccount.get(`${source}:${source_account_id}:${channel}`)?.findLast(isBefore)
      if (given?.['is_granted'] !== 'true') return true
      return ofPerson.get(`${personOf(touch)}:${channel}`)!.some((change) => {
        return isBefore(change) && change['is_granted'] === 'false' && seconds(change['changed_at']!) > seconds(given['changed_at']!)
      })
    })
    expect(without).toEqual([])
  })

  test('go to the phone or email that the member centre has, and for which the consent was given', () => {
    const states = grouped(demo.rows('crm_member'), ({ member_no }) => member_no!)
    // A month's file holds the newest state of a member only, so that a phone that was changed soon after joining is in no file.
    const valueAt = (member_no: string, field: string, at: number) => {
      const rows = states.get(member_no)!
      return (rows.findLast(({ updated_at }) => seconds(updated_at!) <= at) ?? rows[0]!)[field]
    }
    const addressed = touches.filter(({ channel }) => ['sms', 'phone', 'email'].includes(channel!))
    const wrong = addressed.filter(({ source_account_id, channel, address, sent_at }) => {
      const field = channel === 'email' ? 'email' : 'phone'
      const granted = ofAccount
        .get(`crm:${source_account_id}:${channel}`)!
        .findLast(({ changed_at }) => seconds(changed_at!) <= seconds(sent_at!))!
      return [sent_at!, granted['changed_at']!].some((at) => valueAt(source_account_id!, field, seconds(at)) !== address)
    })
    expect(rate(wrong.length, addressed.length)).toBeLessThan(0.003)
    const toAccounts = touches.filter(({ channel }) => !['sms', 'phone', 'email'].includes(channel!))
    expect(toAccounts.filter(({ address, source_account_id }) => address !== source_account_id)).toEqual([])
    const deleted = new Map([...demo.last('crm_member', 'member_no')].filter(([, row]) => row['is_deleted'] === 'true'))
    const late = touches.filter(
      (touch) => seconds(touch['sent_at']!) > seconds(deleted.get(touch['source_account_id']!)?.['updated_at'] ?? '2100'),
    )
    expect(late).toEqual([])
  })

  test('bounce, mostly from phones that their owners gave up, where the channel reports it', () => {
    const share = (channel: string, status: string) => {
      const sent = touches.filter((touch) => touch['channel'] === channel)
      return rate(sent.filter(({ delivery_status }) => delivery_status === status).length, sent.length)
    }
    for (const channel of ['sms', 'email', 'phone']) expect(share(channel, 'bounced') + share(channel, 'delivered')).toBe(1)
    for (const channel of ['push', 'wecom', 'mini_program', 'official_account', 'community']) expect(share(channel, '')).toBe(1)
    expect([share('sms', 'bounced') > 0.006, share('sms', 'bounced') < 0.04]).toEqual([true, true])
    expect(
      touches.filter(({ delivery_status, opened_at, clicked_at }) => delivery_status === 'bounced' && opened_at! + clicked_at!),
    ).toEqual([])
  })

  test('make people unsubscribe, the more the more messages the week brought, and each is a withdrawn consent', () => {
    const truth = demo.truth('unsubscribe_hazard')
    const sum = (column: string) => truth.reduce((total, row) => total + Number(row[column]), 0)
    const replies = inOrder.filter(({ reason }) => reason === 'reply')
    // Some leave before their reply, or after the end of the exports.
    expect([replies.length <= sum('unsubscribed_count'), rate(replies.length, sum('unsubscribed_count')) > 0.95]).toEqual([true, true])
    for (const reply of replies) {
      const sent = touchesOf
        .get(`${reply['source']}:${reply['source_account_id']}:${reply['channel']}`)
        ?.findLast(({ sent_at }) => sent_at! <= reply['changed_at']!)
      expect(seconds(reply['changed_at']!) - seconds(sent!['sent_at']!)).toBeLessThan(7 * day)
    }
    for (const { hazard, delivered_count, unsubscribed_count } of truth) {
      const expected = Number(hazard) * Number(delivered_count)
      expect(Math.abs(Number(unsubscribed_count) - expected)).toBeLessThan(4 * Math.sqrt(expected) + 1)
    }
    const under = (least: number, most: number) => {
      const rows = truth.filter(({ messages_before }) => Number(messages_before) >= least && Number(messages_before) <= most)
      const total = (column: string) => rows.reduce((found, row) => found + Number(row[column]), 0)
      return rate(total('unsubscribed_count'), total('delivered_count'))
    }
    expect(under(1, 9) / under(0, 0)).toBeGreaterThan(1.2)
  })

  test('are opened by persons who always open more than others, half of the time at their own hour', () => {
    const habits = new Map(demo.truth('reading_habit').map((row) => [row['person']!, row]))
    const reported = touches.filter(({ channel }) => channel === 'wecom' || channel === 'push')
    const opensOf = (isWanted: (openness: number) => boolean) => {
      const sent = reported.filter((touch) => isWanted(Number(habits.get(personOf(touch))!['openness'])))
      return rate(sent.filter(({ opened_at }) => opened_at !== '').length, sent.length)
    }
    expect(opensOf((openness) => openness > 1.5) / opensOf((openness) => openness < 0.5)).toBeGreaterThan(3)
    const opened = touches.filter(({ opened_at, channel }) => opened_at !== '' && channel !== 'phone')
    const atHour = opened.filter((touch) => Number(touch['opened_at']!.slice(11, 13)) === Number(habits.get(personOf(touch))!['hour']))
    expect(rate(atHour.length, opened.length)).toBeGreaterThan(0.5)
    expect(rate(atHour.length, opened.length)).toBeLessThan(0.65)
  })

  test('reach users of the mini-program, followers of the official account and members of groups without a cost', () => {
    const costs = { mini_program: 0, official_account: 0, community: 0, wecom: 0.02, sms: 0.05 }
    for (const [channel, cost] of Object.entries(costs)) {
      const sent = touches.filter((touch) => touch['channel'] === channel)
      expect([channel, sent.length > 100, sent.every(({ cost_amount }) => Number(cost_amount) === cost)]).toEqual([channel, true, true])
    }
    const followers = demo.last('official_account_follower', 'openid')
    const wrong = touches.filter(({ channel, address, sent_at }) => {
      if (channel !== 'official_account') return false
      const { followed_at, unfollowed_at } = followers.get(address!)!
      return seconds(sent_at!) < seconds(followed_at!) || seconds(sent_at!) > seconds(unfollowed_at || '2100')
    })
    expect(wrong).toEqual([])
    const groups = demo.last('group_member', 'external_userid')
    const outside = touches.filter(({ channel, address, sent_at }) => {
      if (channel !== 'community') return false
      const { joined_at, left_at } = groups.get(address!)!
      return seconds(sent_at!) < seconds(joined_at!) || seconds(sent_at!) > seconds(left_at || '2100')
    })
    expect(outside).toEqual([])
    const users = [...demo.last('mini_member', 'openid').keys()]
    const granted = new Set(inOrder.flatMap((row) => (row['channel'] === 'mini_program' ? [row['source_account_id']!] : [])))
    expectShare(granted.size, users.length, 0.35)
  })

  test('name the segment and the snapshot of their audience since 2026, and none before or without a campaign', () => {
    const wrong = touches.filter(({ campaign_id, sent_at, segment_name, snapshot_number }) => {
      const isNamed = campaign_id !== '' && sent_at! >= '2026'
      return (segment_name !== '') !== isNamed || Number(snapshot_number) > 0 !== isNamed
    })
    expect(wrong).toEqual([])
    expect(touches.some(({ segment_name }) => segment_name !== '')).toBe(true)
  })
})
