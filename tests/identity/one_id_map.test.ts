import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applied, expectInvariants, partition } from '../support/identity/invariants.ts'
import { resolveNight, type Facts, type Row } from '../support/identity/resolve_night.ts'

// Law 6 (ids are stable), over many nights in memory: each night returns changes and adds them to the registry.
const numRuns = 15 * Number(process.env['PROPERTY_RUNS'] ?? 10)

const rules = { phone: 0, card: 1 }
type Step =
  | { do: 'join'; first_seen_at: number; values: number[]; card: boolean }
  | { do: 'carry'; account: number; value: number }
  | { do: 'leave' | 'return'; account: number }
  | { do: 'block'; value: number }
  | { do: 'link' | 'unlink' | 'alike'; one: number; other: number }
  | { do: 'night' | 'unpublished' }

const place = fc.nat(30)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      first_seen_at: fc.nat(50),
      values: fc.array(fc.nat(11), { maxLength: 2 }),
      card: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('carry' as const), account: place, value: fc.nat(11) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'return' as const), account: place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), value: fc.nat(11) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('link' as const, 'unlink' as const), one: place, other: place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('alike' as const), one: place, other: place }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('night' as const, 'night' as const, 'unpublished' as const) }) },
)

type World = {
  facts: Facts
  registry: Row[]
  map: Map<number, number>
  gone: Map<number, { first_seen_at: number }>
  run: number
  next: number
}
const emptyWorld = (limits: (number | null)[]): World => ({
  facts: { accounts: new Map(), edges: [], decisions: [], pairs: [], limits, largest_cluster: 1000 },
  ...{ registry: [], map: new Map(), gone: new Map(), run: 0, next: 1 },
})

function applyStep({ facts, gone, ...world }: World, step: Step, take: () => number): void {
  const all = [...facts.accounts.keys(), ...gone.keys()].sort((one, other) => one - other)
  const pick = (place: number) => all[place % all.length]!
  if (step.do === 'join') {
    // Spread over both signs, like hashes.
    const account = (take() * 1_234_567_891_234 + 77) * (world.next % 2 ? 1 : -1)
    facts.accounts.set(account, { first_seen_at: step.first_seen_at })
    for (const value of new Set(step.values)) facts.edges.push({ account, value, rule: rules.phone })
    if (step.card) facts.edges.push({ account, value: 1000 + world.next, rule: rules.card })
  } else if (all.length === 0) return
  else if (step.do === 'carry') {
    const account = pick(step.account)
    const edge = { account, value: step.value, rule: rules.phone }
    if (!facts.edges.some((known) => known.account === account && known.value === step.value)) facts.edges.push(edge)
  } else if (step.do === 'leave' || step.do === 'return') {
    const account = pick(step.account)
    const [from, to] = step.do === 'leave' ? [facts.accounts, gone] : [gone, facts.accounts]
    if (from.has(account)) {
      to.set(account, from.get(account)!)
      from.delete(account)
    }
  } else if (step.do === 'block') facts.edges = facts.edges.filter(({ value }) => value !== step.value)
  else if (step.do === 'alike') {
    const [one, other] = [pick(step.one), pick(step.other)]
    if (one !== other) facts.pairs.push([one, other])
  } else if (step.do === 'link' || step.do === 'unlink') {
    const [one, other] = [pick(step.one), pick(step.other)]
    const isSame = (known: { one: number; other: number }) => new Set([known.one, known.other, one, other]).size === 2
    facts.decisions = facts.decisions.filter((known) => !isSame(known))
    if (one !== other) facts.decisions.push({ one, other, is_link: step.do === 'link' })
  }
}

const reversedRows = <Item>(items: Item[]) => [...items].reverse()

async function night(world: World, isPublished: boolean): Promise<void> {
  const { facts, registry, map } = world
  const run_id = ++world.run
  const isFirst = !registry.some((row) => row.is_effective)
  const changes = await resolveNight(facts, registry, isFirst)
  const after = applied(map, changes)
  expect(new Set(after.keys())).toEqual(new Set(facts.accounts.keys()))

  // Another row order and an empty registry give the same members.
  const reversed = await resolveNight(facts, registry, isFirst, reversedRows)
  expect(applied(map, reversed)).toEqual(after)
  expect(partition(applied(new Map(), await resolveNight(facts, [], true)))).toEqual(partition(after))
  await expectInvariants(facts, after)

  // A published id stays with the oldest remaining account, unless the member was merged into an older one.
  const firstRun = new Map<number, number>()
  for (const row of registry) if (row.is_effective) firstRun.set(row.account, Math.min(row.run_id, firstRun.get(row.account) ?? Infinity))
  const age = (account: number) => [firstRun.get(account) ?? Infinity, facts.accounts.get(account)!.first_seen_at] as const
  const isOlder = (one: number, other: number) => {
    const [a, b] = [age(one), age(other)]
    if (a[0] !== b[0] || a[1] !== b[1]) return a[0] !== b[0] ? a[0] < b[0] : a[1] < b[1]
    return one < other
  }
  for (const id of new Set(map.values())) {
    const left = [...map].filter(([account, held]) => held === id && facts.accounts.has(account)).map(([account]) => account)
    if (left.length === 0) continue
    const oldest = left.reduce((eldest, account) => (isOlder(account, eldest) ? account : eldest))
    expect(after.get(oldest)!).toBeLessThanOrEqual(id)
  }
  // No id is reused for another person.
  const everHeld = new Map<number, Set<number>>()
  for (const row of registry) everHeld.set(row.one_id, (everHeld.get(row.one_id) ?? new Set()).add(row.account))
  for (const { account, one_id, is_deleted } of changes) {
    if (is_deleted || map.get(account) === one_id || ![...map.values()].includes(one_id)) continue
    const sharesMember = [...after].some(([other, id]) => id === one_id && everHeld.get(one_id)?.has(other))
    expect(sharesMember).toBe(true)
  }

  for (const change of changes) registry.push({ ...change, run_id, is_effective: isPublished })
  if (!isPublished) return
  world.map = after
  // A night without changes returns no rows.
  expect(await resolveNight(facts, registry, false)).toEqual([])
}

test.each([
  ['without limits', [null, null]],
  ['with two phones and one card a member', [2, 1]],
])('members and ids obey all invariants after any sequence of changes and nights, %s', { timeout: 600_000 }, async (_, limits) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = emptyWorld(limits)
      for (const step of [...steps, { do: 'night' as const }]) {
        if (step.do === 'night' || step.do === 'unpublished') await night(world, step.do === 'night')
        else applyStep(world, step, () => world.next++)
      }
    }),
    { numRuns, endOnFailure: true },
  )
})

test('a merge keeps the older id; after a split the part with the oldest account keeps it and the other part gets a new id', async () => {
  const world = emptyWorld([null, null])
  const { facts } = world
  facts.accounts = new Map([1, 2, 3].map((account) => [account, { first_seen_at: account }]))
  facts.edges = [
    { account: 2, value: 5, rule: 0 },
    { account: 3, value: 5, rule: 0 },
  ]
  await night(world, true)
  expect(world.map).toEqual(
    new Map([
      [1, 1_000_001],
      [2, 1_000_002],
      [3, 1_000_002],
    ]),
  )
  facts.decisions = [{ one: 1, other: 3, is_link: true }]
  await night(world, true)
  expect(world.map).toEqual(
    new Map([
      [1, 1_000_001],
      [2, 1_000_001],
      [3, 1_000_001],
    ]),
  )
  facts.decisions = [{ one: 1, other: 3, is_link: false }]
  await night(world, true)
  expect(world.map).toEqual(
    new Map([
      [1, 1_000_001],
      [2, 1_000_003],
      [3, 1_000_003],
    ]),
  )
})

test('a returning account rejoins its member, even if that was merged in the meantime', async () => {
  const world = emptyWorld([null, null])
  const { facts } = world
  facts.accounts = new Map([1, 2, 3].map((account) => [account, { first_seen_at: account }]))
  facts.edges = [2, 3].map((account) => ({ account, value: 5, rule: 0 }))
  await night(world, true)
  const third = facts.accounts.get(3)!
  facts.accounts.delete(3)
  facts.edges = [1, 2].map((account) => ({ account, value: 6, rule: 0 }))
  await night(world, true)
  expect(world.map).toEqual(
    new Map([
      [1, 1_000_001],
      [2, 1_000_001],
    ]),
  )
  facts.accounts.set(3, third)
  facts.edges.push({ account: 3, value: 6, rule: 0 })
  await night(world, true)
  expect(world.map.get(3)).toBe(1_000_001)
})

test('an older account that returns alone does not take its old id back', async () => {
  const world = emptyWorld([null, null])
  const { facts } = world
  const [first, second] = [{ first_seen_at: 1 }, { first_seen_at: 2 }]
  facts.accounts = new Map([
    [1, first],
    [2, second],
  ])
  facts.edges = [1, 2].map((account) => ({ account, value: 5, rule: 0 }))
  await night(world, true)
  facts.accounts.delete(1)
  await night(world, true)
  facts.accounts.set(1, first)
  facts.decisions = [{ one: 1, other: 2, is_link: false }]
  await night(world, true)
  expect(world.map).toEqual(
    new Map([
      [2, 1_000_001],
      [1, 1_000_002],
    ]),
  )
})

test('ids of an unpublished run are reused for the same accounts only', async () => {
  const world = emptyWorld([null, null])
  world.facts.accounts = new Map([1, 2].map((account) => [account, { first_seen_at: account }]))
  await night(world, false)
  await night(world, true)
  expect(world.map).toEqual(
    new Map([
      [1, 1_000_001],
      [2, 1_000_002],
    ]),
  )
  world.facts.accounts.set(3, { first_seen_at: 9 })
  await night(world, false)
  world.facts.accounts.delete(3)
  world.facts.accounts.set(4, { first_seen_at: 3 })
  await night(world, true)
  expect(world.map.get(4)).toBe(1_000_004)
})

test('a published id that was merged is never reused, even if an unpublished run assigned it to another account', async () => {
  const world = emptyWorld([null, null])
  const { facts } = world
  facts.accounts = new Map([1, 2].map((account) => [account, { first_seen_at: account }]))
  await night(world, true)
  facts.accounts.set(3, { first_seen_at: 3 })
  facts.edges = [2, 3].map((account) => ({ account, value: 5, rule: 0 }))
  await night(world, false)
  facts.accounts.delete(3)
  facts.edges = [1, 2].map((account) => ({ account, value: 6, rule: 0 }))
  await night(world, true)
  expect(world.map.get(2)).toBe(1_000_001)
  facts.accounts.set(3, { first_seen_at: 3 })
  await night(world, true)
  expect(world.map.get(3)).toBe(1_000_003)
})

test('an oversized cluster is set aside: known accounts keep their ids and new accounts get their own', async () => {
  const world = emptyWorld([null, null])
  const { facts } = world
  facts.accounts = new Map([1, 2, 3, 4].map((account) => [account, { first_seen_at: account }]))
  facts.edges = [1, 2].map((account) => ({ account, value: 5, rule: 0 }))
  await night(world, true)
  facts.largest_cluster = 3
  facts.accounts.set(5, { first_seen_at: 5 })
  facts.edges = [1, 2, 3, 5].map((account) => ({ account, value: 5, rule: 0 }))
  const changes = await resolveNight(facts, world.registry, false)
  expect(changes).toEqual([{ account: 5, one_id: 1_000_004, is_deleted: false }])
})

test('a probable pair joins two clusters once, within limits and decisions', async () => {
  const facts: Facts = {
    accounts: new Map([1, 2, 3, 4, 5, 6].map((account) => [account, { first_seen_at: account }])),
    edges: [4, 5].map((account) => ({ account, value: account, rule: 1 })),
    decisions: [{ one: 1, other: 6, is_link: false }],
    pairs: [
      [1, 2],
      [2, 3],
      [4, 5],
      [1, 6],
      [3, 6],
    ],
    limits: [null, 1],
    largest_cluster: 100,
  }
  const map = applied(new Map(), await resolveNight(facts, [], true))
  expect(partition(map)).toBe('1,2 | 3,6 | 4 | 5')
})

test('a probable pair does not join clusters that would exceed the largest member', async () => {
  const facts: Facts = {
    accounts: new Map([1, 2, 3, 4, 5].map((account) => [account, { first_seen_at: account }])),
    edges: [1, 2, 3].map((account) => ({ account, value: 7, rule: 0 })),
    decisions: [],
    pairs: [
      [3, 4],
      [4, 5],
    ],
    limits: [null],
    largest_cluster: 3,
  }
  expect(partition(applied(new Map(), await resolveNight(facts, [], true)))).toBe('1,2,3 | 4,5')
})
