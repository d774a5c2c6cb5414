import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigint, date, full, numeric, source, text, wholeFile } from '../../engine/project/contract.ts'
import { readDefinitions } from '../../engine/project/read_project.ts'
import { rollbackTo } from '../../engine/release/rollback.ts'
import resolve from '../../identity/one_id_map.ts'
import { openIdentityWarehouse, type IdentityWarehouse } from '../support/identity/warehouse.ts'
import { inputOf } from '../support/identity/resolve_night.ts'
import { model } from '../support/project.ts'

// Laws 3 and 6 on a warehouse, with random accounts, purchases and decisions; nights are published, held back and rolled back.
const numRuns = Number(process.env['LAWS_RUNS'] ?? 2)

const accounts = ['crm:1', 'crm:2', 'crm:3', 'app:1', 'app:2', 'pos:1']
const phones = ['13812340001', '13812340002', '13812340003']
const account = fc.constantFrom(...accounts)
const phone = fc.constantFrom(...phones)

type Change =
  | { do: 'carry'; account: string; phone: string }
  | { do: 'leave'; account: string }
  | { do: 'buy'; account: string; amount: number }
  | { do: 'link' | 'unlink'; account: string; other: string }
  | { do: 'block' | 'allow'; phone: string }
type Night = { changes: Change[]; end: 'publish' | 'refresh' | 'hold back' | 'roll back'; to: number }

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('carry' as const), account, phone }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), account }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('buy' as const), account, amount: fc.integer({ min: 1, max: 99 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('link' as const, 'unlink' as const), account, other: account }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('block' as const, 'allow' as const), phone }) },
)
const anyNight: fc.Arbitrary<Night> = fc.record({
  changes: fc.array(anyChange, { minLength: 1, maxLength: 5 }),
  end: fc.constantFrom('publish', 'publish', 'refresh', 'hold back', 'roll back'),
  to: fc.nat(),
})

const purchases = [
  model('ods.given_purchase', {
    kind: source({ files: 'purchase_*.csv', key: ['purchase_id'], deletion: wholeFile(), max_closed_rate: 1 }),
    columns: { purchase_id: bigint('Which.'), source: text('Source.'), id: text('Id.'), amount: numeric('Amount.') },
  }),
  model(
    'dws.account_day',
    {
      kind: full({ store: 'changes' }),
      grain: ['account_key'],
      columns: {
        ...{ account_key: bigint('Who.'), business_line: text('Line.'), sold_on: date('When.'), effective_on: date('When.') },
        ...{
          order_count: bigint('Orders.'),
          line_count: bigint('Lines.'),
          discounted_line_count: bigint('Lines.'),
          unit_count: bigint('Units.'),
          gross_amount: numeric('Sold.'),
          returned_amount: numeric('Returned.'),
        },
        ...{
          net_amount: numeric('Net.'),
          counted_net_amount: numeric('Net.'),
          discount_amount: numeric('Off.'),
          cost_amount: numeric('Cost.'),
          costed_net_amount: numeric('Net.'),
          exchange_rate: numeric('Rate.'),
        },
      },
    },
    `select warehouse.key(source, id) as account_key, '*'::text as business_line, date '2020-01-01' as sold_on,
         date '2020-01-01' as effective_on, count(*) as order_count, count(*) as line_count, 0::bigint as discounted_line_count,
         count(*) as unit_count, sum(amount) as gross_amount,
         0::numeric as returned_amount, sum(amount) as net_amount, sum(amount) as counted_net_amount,
         0::numeric as discount_amount, 0::numeric as cost_amount,
         sum(amount) as costed_net_amount, 1::numeric as exchange_rate
     from ods.given_purchase group by source, id`,
  ),
]

type Members = Record<string, string[]>
type World = {
  shop: IdentityWarehouse
  carried: Map<string, Record<string, string>>
  bought: { account: string; amount: number }[]
  /** The members of each published release when it was published. */
  published: Map<number, Members>
  /** By one_id, every account that was ever in the published member. */
  held: Map<string, Set<string>>
  /** The ids that a published night had merged. */
  merged: Set<string>
  /** The published release. */
  pointer: number
  day: number
  files: number
}

async function applyChange(world: World, change: Change): Promise<void> {
  const { carried, bought, shop } = world
  if (change.do === 'carry') carried.set(change.account, { ...carried.get(change.account), phone: change.phone })
  // A buyer keeps an account after leaving the source, without identifiers.
  else if (change.do === 'leave') {
    if (bought.some((purchase) => purchase.account === change.account)) carried.set(change.account, {})
    else if (carried.size > 1) carried.delete(change.account)
  } else if (change.do === 'buy') {
    if (!carried.has(change.account)) carried.set(change.account, {})
    bought.push({ account: change.account, amount: change.amount })
  } else if ('phone' in change) await shop.decide(change.do, { type: 'phone', value: `+86${change.phone}` })
  else if (change.account !== change.other) {
    const [[source, source_account_id], [other_source, other_source_account_id]] = [change.account.split(':'), change.other.split(':')]
    await shop.decide(change.do, {
      ...{ source: source!, source_account_id: source_account_id! },
      ...{ other_source: other_source!, other_source_account_id: other_source_account_id! },
    })
  }
}

const partition = (members: Iterable<string[]>) =>
  [...members]
    .map((listed) => listed.sort().join())
    .sort()
    .join(' | ')

/** Law 3: members spent what their accounts spent, and the total is complete. */
async function expectMoneyConserved({ shop, bought }: World, members: Members): Promise<void> {
  const spent = Object.entries(members)
    .map(([one_id, listed]) => ({ one_id, purchases: bought.filter((purchase) => listed.includes(purchase.account)) }))
    .filter(({ purchases }) => purchases.length > 0)
    .map(({ one_id, purchases }) => [one_id, purchases.reduce((sum, { amount }) => sum + amount, 0)])
  const days = await shop.rows('dws.member_day')
  expect(Object.fromEntries(days.map((row) => [String(row['one_id']), Number(row['net_amount'])]))).toEqual(Object.fromEntries(spent))
  const total = bought.reduce((sum, { amount }) => sum + amount, 0)
  expect(days.reduce((sum, row) => sum + Number(row['net_amount']), 0)).toBe(total)
}

/** Law 6: the members equal those of a resolution from scratch over the accounts, edges and decisions of the release. */
async function expectAsFromScratch({ shop }: World, members: Members): Promise<void> {
  const names = await shop.query("select account_key::text as key, source || ':' || source_account_id as name from dwd.account")
  const nameOf = new Map(names.map(({ key, name }) => [key, name as string]))
  const cells = async (select: string) =>
    (await shop.query(select)).map((row) => Object.values(row) as (string | number | boolean | null)[])
  const inputs = {
    account: inputOf(await cells('select account_key::text, extract(epoch from first_seen_at)::bigint::text from dwd.account')),
    edge: inputOf(
      await cells('select account_key::text, value_key::text, rule from dwd.identity_edge order by value_key, account_key desc'),
    ),
    rule: inputOf(await cells('select rule, limit_per_member from dwd.match_rule')),
    decision: inputOf(
      await cells(
        'select account_key::text, other_account_key::text, is_link from dwd.account_decision order by decided_at desc, decision_id desc',
      ),
    ),
    pair: inputOf([]),
    registry: inputOf([]),
    limit: inputOf([[60]]),
  }
  const found = new Map<unknown, string[]>()
  for await (const row of resolve(inputs, { as_of: '2026-03-01', is_first: true })) {
    const { account_key, one_id } = row as { account_key: string; one_id: number }
    found.set(one_id, [...(found.get(one_id) ?? []), nameOf.get(account_key)!])
  }
  expect(partition(found.values())).toBe(partition(Object.values(members)))
}

/** Law 6: an id keeps at least one of its accounts, every id stays known, and a merged id never comes back. */
async function expectIdsKept({ shop, held, merged }: World, members: Members): Promise<void> {
  for (const [one_id, listed] of Object.entries(members)) {
    expect(merged).not.toContain(one_id)
    const before = held.get(one_id)
    if (before) expect(listed.some((name) => before.has(name))).toBe(true)
    held.set(one_id, new Set([...(before ?? []), ...listed]))
  }
  const ids = await shop.rows('dwd.one_id')
  expect(new Set(ids.map((row) => String(row['one_id'])))).toEqual(new Set(held.keys()))
  for (const row of ids) {
    expect(row['is_active']).toBe(String(row['one_id']) in members)
    if (row['merged_into'] !== null) merged.add(String(row['one_id']))
  }
}

const logged = ({ shop }: World) =>
  shop.query('select account_key::text, one_id, run_id, is_deleted from store.dwd_one_id_map_registry order by run_id, account_key')

async function endNight(world: World, { end, to }: Night): Promise<void> {
  const { shop, published } = world
  const before = await logged(world).catch(() => [])
  const others = [...published.keys()].filter((release) => release !== world.pointer)
  if (end === 'roll back' && others.length > 0) {
    const release = (world.pointer = others[to % others.length]!)
    await rollbackTo(shop.database, release, 'tester', shop.config.publication_delay_ms)
    expect(await shop.members()).toEqual(published.get(release))
  } else {
    const text = world.bought.map(({ account, amount }, place) => `${place},${account.replace(':', ',')},${amount}`)
    await shop.give(Object.fromEntries(world.carried))
    if (text.length > 0) await shop.load(`purchase_${++world.files}.csv`, ['purchase_id,source,id,amount', ...text, ''].join('\n'))
    const as_of = `2026-03-${String(++world.day).padStart(2, '0')}`
    const run = await shop.build({ as_of, full_refresh: end === 'refresh', publish: end === 'hold back' ? 'never' : 'auto' })
    expect(run).toMatchObject({ state: end === 'hold back' ? 'candidate' : 'published' })
    if (end !== 'hold back') {
      const members = await shop.members()
      await expectMoneyConserved(world, members)
      await expectAsFromScratch(world, members)
      await expectIdsKept(world, members)
      published.set(run.run_id, members)
      world.pointer = run.run_id
    }
  }
  // Published releases are unchanged, and the registry is append-only.
  for (const [release, members] of published) expect(await shop.members(release)).toEqual(members)
  expect((await logged(world)).slice(0, before.length)).toEqual(before)
}

test('after any changes, decisions and rollbacks, money is conserved, members equal a resolution from scratch, and ids are stable', async () => {
  const memberDay = (await readDefinitions(join(import.meta.dirname, '../..'), 'model', 'models')).filter(
    ({ name }) => name === 'dws.member_day',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anyNight, { minLength: 5, maxLength: 7 }), async (nights) => {
      const shop = await openIdentityWarehouse([...purchases, ...memberDay])
      const world: World = {
        ...{ shop, carried: new Map([['crm:1', {}]]), bought: [], published: new Map(), held: new Map(), merged: new Set(), pointer: 0 },
        ...{ day: 0, files: 0 },
      }
      try {
        await shop.load('purchase_0.csv', 'purchase_id,source,id,amount\n0,crm,1,5\n')
        world.bought.push({ account: 'crm:1', amount: 5 })
        for (const night of nights) {
          for (const change of night.changes) await applyChange(world, change)
          await endNight(world, night)
        }
      } finally {
        await shop.close()
      }
    }),
    { numRuns, endOnFailure: true },
  )
}, 3_600_000)
