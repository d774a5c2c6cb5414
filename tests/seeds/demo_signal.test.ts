import { afterAll, describe, expect, test } from 'vitest'
import { dayFrom } from '../../seeds/demo/basics/calendar.ts'
import { generateExports } from '../support/demo_exports.ts'
import { purchasesOf, type DemoPurchase } from '../support/demo_purchases.ts'

const demo = generateExports(5_000)
afterAll(demo.remove)

const until = dayFrom('2026-06-30')
const persons = new Map(demo.truth('person').map((row) => [row['person']!, row]))
const traits = new Map(demo.truth('trait').map((row) => [row['person']!, row]))
const products = demo.last('product', 'product_code')
const purchases = purchasesOf(demo)
const buyers = [...purchases]

const isBeauty = ({ lines }: DemoPurchase) => lines.some(({ line }) => line === 'beauty')
const netOf = (list: readonly DemoPurchase[]) => list.reduce((sum, { net }) => sum + net, 0)
const daysOf = (list: readonly DemoPurchase[]) => new Set(list.map(({ day }) => day)).size
const lastYear = (list: readonly DemoPurchase[]) => list.filter(({ day }) => day > until - 365)
const share = <T>(list: readonly T[], is: (one: T) => boolean) => list.filter(is).length / list.length

describe('the buyers of the demo retailer', () => {
  test('buy skincare again within a year three to four times in ten, and half of those with a year behind them bought once', () => {
    const first = buyers
      .filter(([person]) => persons.get(person)!['first_on']! >= '2024-01-01')
      .map(([, list]) => list.filter(isBeauty).map(({ day }) => day))
      .filter(([day]) => day !== undefined && day <= until - 365)
    const repeat = share(first, ([day, ...later]) => later.some((next) => next > day! && next <= day! + 365))
    expect(first.length).toBeGreaterThan(1_000)
    expect(repeat).toBeGreaterThan(0.3)
    expect(repeat).toBeLessThan(0.43)
    const followed = buyers.filter(([, list]) => list[0]!.day <= until - 365)
    const once = share(followed, ([, list]) => daysOf(list) === 1)
    expect(once).toBeGreaterThan(0.46)
    expect(once).toBeLessThan(0.62)
  })

  test('differ in what they spend: the top 5 % bring about a third of a year, and a level of spending shows in every order', () => {
    const amounts = buyers.map(([, list]) => netOf(lastYear(list))).filter((net) => net > 0)
    amounts.sort((a, b) => b - a)
    const top = amounts.slice(0, Math.ceil(0.05 * amounts.length)).reduce((sum, net) => sum + net, 0)
    const concentration = top / amounts.reduce((sum, net) => sum + net, 0)
    expect(concentration).toBeGreaterThan(0.26)
    expect(concentration).toBeLessThan(0.42)
    const averageAt = (from: number, to: number) => {
      const level = (person: string) => Number(traits.get(person)!['spend_level'])
      const orders = buyers.filter(([person]) => level(person) >= from && level(person) < to).flatMap(([, list]) => list.filter(isBeauty))
      return netOf(orders) / orders.length
    }
    expect(averageAt(1.4, 2.3) / averageAt(0.4, 0.7)).toBeGreaterThan(1.4)
  })

  test('have bought before 2024, in no file, only if they joined before; most of these bought', () => {
    const earlier = [...traits.values()].filter((row) => row['earlier_purchase_count'] !== '0')
    const old = [...persons.values()].filter(({ first_on }) => first_on! < '2024-01-01')
    expect(earlier.length / old.length).toBeGreaterThan(0.5)
    for (const { person, first_purchase_on } of earlier) {
      expect(first_purchase_on! >= persons.get(person!)!['first_on']! && first_purchase_on! < '2024-01-01').toBe(true)
    }
    expect(buyers.filter(([, list]) => list[0]!.day < 0)).toEqual([])
  })
})

describe('habits', () => {
  const accounts = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
  const acts: Record<string, { kept: number; count: number }> = {}
  const count = (habit: string, isKept: boolean) => {
    const act = (acts[habit] ??= { kept: 0, count: 0 })
    act.count++
    if (isKept) act.kept++
  }
  for (const { channel, account_id, event_type, occurred_at, search_text, content_topic, product_code } of demo.rows('event')) {
    const trait = traits.get(accounts.get(`${channel}:${account_id}`)!)
    if (trait === undefined) continue
    const local = new Date(Date.parse(occurred_at!) + 8 * 3_600_000)
    if (event_type === 'open') {
      count('hour', local.getUTCHours() === Number(trait['hour']))
      count('weekday', ((local.getUTCDay() + 6) % 7) + 1 === Number(trait['weekday']))
    }
    if (event_type === 'search') count('search_text', search_text === trait['search_text'])
    if (event_type === 'view' && content_topic !== '') count('content_topic', content_topic === trait['content_topic'])
    if (event_type === 'view' && product_code !== '') count('category', products.get(product_code!)!['category'] === trait['category'])
  }
  for (const [person, list] of buyers) {
    const { kind, business_line } = persons.get(person)!
    if (kind === 'breakfast' || business_line === 'both' || new Set(list.map(({ channel }) => channel)).size < 3) continue
    for (const { channel } of list) count('channel', channel === traits.get(person)!['channel'])
  }

  // By chance alone: an hour 0.08, a weekday 0.14, a search word 0.13, a topic 0.2 to 0.33, a category 0.15, one of three channels 0.31.
  test.each([
    ['hour', 0.25],
    ['weekday', 0.3],
    ['search_text', 0.35],
    ['content_topic', 0.42],
    ['category', 0.28],
    ['channel', 0.345],
  ])('keep the %s for more acts than chance, and for at most six in ten', (habit, least) => {
    const { kept, count } = acts[habit]!
    expect(count).toBeGreaterThan(500)
    expect(kept / count).toBeGreaterThan(least)
    expect(kept / count).toBeLessThan(0.6)
  })
})

describe('what people buy', () => {
  const beautyLines = buyers.flatMap(([person, list]) =>
    list.flatMap(({ day, lines }) =>
      lines.filter(({ line }) => line === 'beauty').map((line) => ({ ...line, day, trait: traits.get(person)! })),
    ),
  )

  test('suits the skin of the buyer more often than of others', () => {
    for (const skin of ['干性', '敏感性', '油性', '混合性']) {
      const suits = ({ product_code }: { product_code: string }) => products.get(product_code)!['suits_skin_type'] === skin
      const [own, other] = [true, false].map((isOwn) => beautyLines.filter(({ trait }) => (trait['skin_type'] === skin) === isOwn))
      expect(share(own!, suits) / share(other!, suits)).toBeGreaterThan(1.2)
    }
  })

  test('suits the stage of a cosmetic procedure around it', () => {
    const planned = beautyLines.filter(({ trait }) => trait['procedure_on'] !== '')
    const sinceOf = ({ day, trait }: (typeof planned)[number]) => day - dayFrom(trait['procedure_on']!)
    const suits = (stage: string) => (line: { product_code: string }) => products.get(line.product_code)!['suits_procedure_stage'] === stage
    const after = planned.filter((line) => sinceOf(line) > 0 && sinceOf(line) <= 45)
    const before = planned.filter((line) => sinceOf(line) <= 0 && sinceOf(line) >= -21)
    expect([after.length > 20, before.length > 10]).toEqual([true, true])
    expect(share(after, suits('after')) / share(beautyLines, suits('after'))).toBeGreaterThan(1.5)
    expect(share(before, suits('before')) / share(beautyLines, suits('before'))).toBeGreaterThan(1.5)
  })

  test('is breakfast with a bottled drink far more often for valuable breakfast customers', () => {
    const customers = buyers.filter(([person]) => persons.get(person)!['kind'] === 'breakfast')
    const isValuable = ([person]: (typeof customers)[number]) => traits.get(person)!['bottle_chance'] === '0.55'
    const [valuable, other] = [customers.filter(isValuable), customers.filter((customer) => !isValuable(customer))]
    const bundles = (list: typeof customers) =>
      share(
        list.flatMap(([, own]) => own),
        ({ lines }) => lines.some(({ category }) => category === 'drink') && lines.some(({ category }) => category !== 'drink'),
      )
    const spent = (list: typeof customers) => list.reduce((sum, [, own]) => sum + netOf(own), 0) / list.length
    expect(valuable.length / customers.length).toBeGreaterThan(0.08)
    expect(bundles(valuable) / bundles(other)).toBeGreaterThan(2.5)
    expect(spent(valuable) / spent(other)).toBeGreaterThan(1.5)
  })

  test('was in the cart before, and four in ten additions to a cart are left behind', () => {
    const orders = demo.last('mall_order', 'order_id')
    const bought = new Map<string, number[]>()
    for (const { order_id, product_code, list_price } of demo.last('mall_order_line', 'order_id', 'line_no').values()) {
      const { channel, account_id, ordered_at, paid_at } = orders.get(order_id!)!
      const key = `${channel}:${account_id}:${product_code}`
      if (paid_at !== '' && Number(list_price) > 0) bought.set(key, [...(bought.get(key) ?? []), Date.parse(ordered_at!)])
    }
    const carts = [...demo.rows('event')]
      .filter(({ event_type }) => event_type === 'add_to_cart')
      .map(({ channel, account_id, product_code, occurred_at }) => {
        const at = Date.parse(occurred_at!)
        return bought.get(`${channel}:${account_id}:${product_code}`)?.some((order) => order >= at && order < at + 86_400_000) ?? false
      })
    const left = share(carts, (isBought) => !isBought)
    expect(left).toBeGreaterThan(0.3)
    expect(left).toBeLessThan(0.7)
    expect(carts.filter(Boolean).length / [...bought.values()].flat().length).toBeGreaterThan(0.85)
  })
})

describe('leaving', () => {
  const causes = demo.truth('leaving_cause')

  test.each(['stock_out', 'price_rise', 'late_parcel', 'bad_ticket'])(
    'is more frequent after a %s: leavers met it in the 60 days before more often than stayers',
    (cause) => {
      const metOn = new Map<string, number[]>()
      for (const row of causes.filter((row) => row['cause'] === cause))
        metOn.set(row['person']!, [...(metOn.get(row['person']!) ?? []), dayFrom(row['occurred_on']!)])
      const recent = (person: string, day: number) => purchases.get(person)?.some((one) => one.day <= day && one.day > day - 180) ?? false
      const hasMet = (person: string, day: number) => metOn.get(person)?.some((on) => on < day && on >= day - 60) ?? false
      const lives = new Map([...persons.values()].map((row) => [row['person']!, dayFrom(row['dropout_on']!)]))
      const names = [...lives.keys()]
      const leavers = names.filter((person) => lives.get(person)! > 60 && lives.get(person)! <= until && recent(person, lives.get(person)!))
      let [left, stayed] = [0, 0]
      for (const [position, leaver] of leavers.entries()) {
        const day = lives.get(leaver)!
        // Another person who bought as recently and stays.
        const offset = (position * 37) % names.length
        const stayer = [...names.slice(offset), ...names.slice(0, offset)].find((other) => lives.get(other)! > day && recent(other, day))
        if (hasMet(leaver, day)) left++
        if (stayer !== undefined && hasMet(stayer, day)) stayed++
      }
      expect(leavers.length).toBeGreaterThan(400)
      expect(left / Math.max(1, stayed)).toBeGreaterThan(1.3)
    },
  )

  test('for a cause happens within the days for which it raises the hazard', () => {
    const leavers = causes.filter(({ left_on }) => left_on !== '')
    expect(leavers.length / causes.length).toBeGreaterThan(0.1)
    for (const { person, occurred_on, ends_on, left_on } of leavers) {
      expect(left_on! > occurred_on! && left_on! <= ends_on!).toBe(true)
      expect(persons.get(person!)!['dropout_on']! <= left_on!).toBe(true)
    }
  })
})
