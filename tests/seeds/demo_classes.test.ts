import { afterAll, expect, test } from 'vitest'
import { dayFrom, type Day } from '../../seeds/demo/basics/calendar.ts'
import { generateExports } from '../support/demo_exports.ts'
import { purchasesOf, type DemoPurchase } from '../support/demo_purchases.ts'

// Each stage and class that a retailer tells people apart by has at least 0.3 % of the members. They are computed here from what the files
// hold about the true persons, as of the day after the last one.

const demo = generateExports(3_000)
afterAll(demo.remove)

const today = dayFrom('2026-06-30') + 1
const person = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
const ordinary = new Set(demo.truth('person').flatMap((row) => (row['role'] === 'customer' ? [row['person']!] : [])))
const purchases = purchasesOf(demo)

type Known = { registered_on: Day; cancelled: boolean; isObserved: boolean; acts: { day: Day; type: string }[] }
const people = new Map<string, Known>()
const knownOf = (account: string): Known => {
  const key = person.get(account) ?? ''
  const known = people.get(key) ?? { registered_on: Infinity, cancelled: false, isObserved: false, acts: [] }
  people.set(key, known)
  return known
}
for (const [source, id, registered_at] of [
  ['crm', 'member_no', 'joined_at'],
  ['pos', 'card_no', 'joined_at'],
  ['shop', '买家账号', '入会时间'],
  ['douyin', 'open_id', 'joined_at'],
  ['jd', 'pin', 'joined_at'],
  ['mini', 'openid', null],
  ['app', 'app_user_id', null],
] as const)
  for (const row of demo.last(`${source}_member`, id).values()) {
    const known = knownOf(`${source === 'shop' ? 'marketplace' : source}:${row[id]}`)
    if (source === 'crm') known.cancelled = row['cancelled_at'] !== ''
    if (['crm', 'mini', 'app'].includes(source)) known.isObserved = true
    const on = registered_at === null ? '' : row[registered_at]!
    if (on !== '') known.registered_on = Math.min(known.registered_on, dayFrom(on.slice(0, 10)))
  }
const act = (account: string, at: string | undefined, type: string) => {
  if (at) knownOf(account).acts.push({ day: dayFrom(at.slice(0, 10)), type })
}
for (const row of demo.rows('event')) act(`${row['channel']}:${row['account_id']}`, row['occurred_at'], row['event_type']!)
for (const row of demo.rows('point_entry')) if (row['type'] === 'redeem') act(`crm:${row['member_no']}`, row['occurred_at'], 'redemption')
const touched = new Map<string, Day>()
for (const row of demo.last('touch', 'touch_id').values()) {
  const account = `${row['source']}:${row['source_account_id']}`
  touched.set(person.get(account)!, Math.max(touched.get(person.get(account)!) ?? 0, dayFrom(row['sent_at']!.slice(0, 10))))
  act(account, row['opened_at'], 'message_open')
  act(account, row['clicked_at'], 'click')
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const daysOf = (list: DemoPurchase[]) => [...new Set(list.map(({ day }) => day))]
const gapsOf = (days: Day[]) => days.slice(1).map((day, place) => day - days[place]!)
const typical = median([...purchases.values()].flatMap((list) => gapsOf(daysOf(list)).filter((gap) => gap <= 365)))
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
const cycleOf = (gaps: number[]) =>
  Math.exp((gaps.length * Math.log(gaps.length > 0 ? median(gaps) : 1) + 2 * Math.log(typical)) / (gaps.length + 2))

/** Lines sold, and those of them with a discount, on each day. */
const sold = new Map<Day, { lines: number; discounted: number }>()
for (const { day, lines } of [...purchases.values()].flat()) {
  const sum = sold.get(day) ?? { lines: 0, discounted: 0 }
  sold.set(day, { lines: sum.lines + lines.length, discounted: sum.discounted + lines.filter((line) => line.is_discounted).length })
}

function classesOf(key: string, { registered_on, cancelled, isObserved, acts }: Known): string[] {
  const list = (purchases.get(key) ?? []).filter(({ day }) => day < today)
  const [days, year] = [daysOf(list), list.filter(({ day }) => day >= today - 365)]
  const [count, silent] = [daysOf(year).length, today - (days.at(-1) ?? -Infinity)]
  const isEngaged = (within: number, of = /./) => acts.some(({ day, type }) => day >= today - within && of.test(type))
  const cycle = cycleOf(gapsOf(days))
  const stage = () => {
    if (registered_on === Infinity) return 'visitor'
    if (!cancelled && days.length === 0) return 'prospect'
    if (cancelled || (silent >= clamp(4 * cycle, 270, 540) && !(isObserved && isEngaged(90)))) return 'churned'
    if (silent >= clamp(2 * cycle, 60, 180)) return 'dormant'
    return days.length === 1 ? 'new' : 'active'
  }
  const step = () => {
    if (count > 0) return count >= 2 ? 'loyal' : 'purchased'
    if (isEngaged(30, /cart|favourite|search|click/) || registered_on >= today - 30) return 'interested'
    return isEngaged(30, /view/) || (touched.get(key) ?? 0) >= today - 30 ? 'aware' : 'no step'
  }
  const lines = year.flatMap(({ day, lines }) => lines.map((line) => ({ day, ...line })))
  const usual = lines.map(({ day }) => sold.get(day)!.discounted / sold.get(day)!.lines)
  const excess = lines.filter((line) => line.is_discounted).length - usual.reduce((sum, share) => sum + share, 0)
  const behaviour = () => {
    const average = year.reduce((sum, { net }) => sum + net, 0) / year.length
    if (count > 10 && average > 500) return 'high value'
    if (count >= 4) return average > 500 ? 'growing, above 500 yuan an order' : 'growing'
    if (days.length === 0 && isEngaged(90)) return 'engaged, never bought'
    if (lines.length >= 3 && excess / lines.length >= 0.25) return 'price-sensitive'
    return silent > 180 && !isEngaged(180) ? 'asleep' : 'ordinary'
  }
  const often = days.length === 1 ? 'bought once' : count >= 4 ? 'bought four times a year' : 'others'
  const silence = [30, 60, 180].filter((least) => days.length > 0 && silent >= least).map((least) => `silent for ${least} days`)
  return [stage(), `AIPL: ${step()}`, behaviour(), often, ...silence]
}

const classes = [...people].filter(([key]) => ordinary.has(key)).map(([key, known]) => classesOf(key, known))
const memberCount = classes.filter(([stage]) => stage !== 'visitor').length

test.each([
  ...['visitor', 'prospect', 'new', 'active', 'dormant', 'churned', 'bought once', 'bought four times a year'],
  ...['AIPL: loyal', 'AIPL: purchased', 'AIPL: interested', 'AIPL: aware', 'AIPL: no step'],
  ...['silent for 30 days', 'silent for 60 days', 'silent for 180 days'],
  ...['high value', 'growing, above 500 yuan an order', 'growing', 'engaged, never bought', 'price-sensitive', 'asleep', 'ordinary'],
])('%s: at least 0.3 %% of the members', (name) => {
  const count = classes.filter((of) => of.includes(name)).length
  expect(count / memberCount).toBeGreaterThan(0.003)
})
