import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rollbackTo } from '../../engine/release/rollback.ts'
import { keptVersions } from '../../engine/store/names.ts'
import { openWarehouse, reading, type Warehouse } from '../support/project.ts'
import { tinyShop } from '../support/shops/tiny_shop.ts'
import {
  dateOf,
  expectedRows,
  orderFile,
  readEverything,
  takeOrders,
  takeVisits,
  visitFile,
  type OrderRow,
  type Shop,
  type VisitRow,
} from '../support/shops/tiny_shop_oracle.ts'

// Each run plays random commands on a new shop; `LAWS_RUNS=200` searches longer than the default.
const numRuns = Number(process.env['LAWS_RUNS'] ?? 6)

/** What a person does with a parked run. */
type AfterParking = 'retry' | 'skip' | 'cancel' | 'leave'

type Command =
  | { kind: 'orders'; rows: OrderRow[] }
  | { kind: 'visits'; rows: VisitRow[] }
  | {
      kind: 'build'
      asOf: number
      publish: 'auto' | 'always' | 'never'
      full: boolean
      broken: boolean
      then: AfterParking
      select: string | null
    }
  | { kind: 'rollback'; to: number }

const day = fc.integer({ min: 1, max: 20 })
const orderRow: fc.Arbitrary<OrderRow> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
  member: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 6 }),
  day,
  cents: fc.option(fc.integer({ min: 0, max: 8000 }), { freq: 8 }),
  isDeleted: fc.boolean().map((yes) => yes),
})
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('orders' as const), rows: fc.array(orderRow, { minLength: 1, maxLength: 8 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('visits' as const),
      rows: fc.array(fc.record({ member: fc.integer({ min: 1, max: 5 }), day: fc.option(day, { freq: 8 }) }), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('build' as const),
      asOf: fc.integer({ min: 5, max: 25 }),
      publish: fc.constantFrom('auto', 'auto', 'always', 'always', 'never'),
      full: fc.boolean(),
      broken: fc.integer({ min: 0, max: 2 }).map((number) => number === 0),
      then: fc.constantFrom<AfterParking>('retry', 'retry', 'skip', 'cancel', 'leave'),
      select: fc
        .option(fc.constantFrom('dws.member_state', '+ads.total', 'dws.member_day+', 'layer:dwd'), { freq: 5 })
        .map((selector) => selector),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rollback' as const), to: fc.nat(20) }) },
)

type Rows = Record<string, string[]>
const read = async (house: Warehouse, release?: number): Promise<Rows> =>
  reading(house.database, release, async (connection) => (await connection.query(readEverything)).rows[0] as Rows)

test('after any loads, builds, failures and rollbacks, readers get the rows of the files, and no release ever changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 12 }), async (commands) => {
      const house = await openWarehouse(tinyShop())
      try {
        await runCommands(house, commands)
      } finally {
        await house.close()
      }
    }),
    {
      numRuns,
      endOnFailure: true,
      ...(process.env['LAWS_SEED'] ? { seed: Number(process.env['LAWS_SEED']), path: process.env['LAWS_PATH'] } : {}),
    },
  )
}, 600_000)

async function runCommands(house: Warehouse, commands: Command[]): Promise<void> {
  const shop: Shop = { orders: new Map(), visits: [] }
  const loaded = new Set<string>()
  const published = new Map<number, { asOf: number; rows: Rows }>()
  let pointer: number | null = null
  const ended: number[] = []
  let candidate: number | null = null
  let parked: number | null = null
  await house.load('order_0.csv', 'order_id,member_id,ordered_on,amount,is_deleted\n')
  await house.load('visit_0.csv', 'member_id,visited_on\n')

  const load = async (name: string, text: string, rows: number, take: () => number) => {
    const outcome = await house.load(name, text)
    expect(outcome.state, String(outcome.error)).toBe(loaded.has(text) ? 'known' : 'loaded')
    if (loaded.has(text)) return
    loaded.add(text)
    const rejected = take()
    expect(outcome).toMatchObject({ rows_read: rows, rows_rejected: rejected })
    expect(outcome.rows_accepted + outcome.rows_unchanged + outcome.rows_rejected).toBe(rows)
    const kept = await house.query(
      'select count(*) as kept from ods.rejected_row where batch_id = $1 and cardinality(reasons) > 0 and raw_text <> $2',
      [outcome.batch_id, ''],
    )
    expect(kept).toEqual([{ kept: rejected }])
  }

  const build = async ({ asOf, publish, full, broken, then, select }: Omit<Extract<Command, { kind: 'build' }>, 'kind'>) => {
    const isSelection = select !== null && published.size > 0
    const rows = expectedRows(shop, asOf)
    const breaks = broken && !isSelection && rows['member_day']!.length > 0
    const isBack = pointer !== null && asOf < published.get(pointer)!.asOf
    ended.push(...[candidate, parked].filter((run) => run !== null))
    candidate = parked = null
    await house.change(tinyShop({ broken: broken && !isSelection }))
    let end = await house.build({ as_of: dateOf(asOf), publish, full_refresh: full, select: isSelection ? [select] : [] })
    if (breaks) {
      expect(end.state, end.detail ?? '').toBe('parked')
      if (then === 'leave') return (parked = end.run_id)
      await house.change(tinyShop())
      if (then === 'retry') end = await house.operate(end.run_id, 'retry')
      else if (then === 'skip' && published.size > 0) end = await house.operate(end.run_id, 'skip')
      else end = await house.cancel(end.run_id)
    }
    const isSkipped = breaks && end.state === 'candidate' && then === 'skip'
    expect(end.state, end.detail ?? '').toBe(
      breaks && then !== 'retry'
        ? isSkipped
          ? 'candidate'
          : 'cancelled'
        : publish === 'never' || isSelection || (isBack && publish !== 'always')
          ? 'candidate'
          : 'published',
    )
    if (end.state === 'cancelled') ended.push(end.run_id)
    else if (!isSelection && !isSkipped) expect(await read(house, end.run_id)).toEqual(rows)
    if (end.state === 'candidate') candidate = end.run_id
    if (end.state === 'published') {
      published.set(end.run_id, { asOf, rows })
      pointer = end.run_id
    }
    return end.run_id
  }

  const readRetired = async () =>
    new Set((await house.query(`select release from meta.release where state = 'retired'`)).map(({ release }) => release as number))

  const check = async () => {
    const retired = await readRetired()
    expect([...published.keys()].slice(-keptVersions).filter((release) => retired.has(release))).toEqual([])
    for (const [release, { rows }] of published)
      if (retired.has(release)) await expect(read(house, release), `release ${release}`).rejects.toMatchObject({ code: 'MH002' })
      else expect(await read(house, release), `release ${release}`).toEqual(rows)
    for (const release of ended) await expect(read(house, release), `release ${release}`).rejects.toMatchObject({ code: 'MH002' })
    // Before the first run there are no relations.
    if (pointer === null)
      await expect(read(house)).rejects.toMatchObject({
        code: ended.length > 0 || candidate !== null || parked !== null ? 'MH001' : '42P01',
      })
    else expect(await read(house)).toEqual(published.get(pointer)!.rows)
    if (candidate !== null) await read(house, candidate)
  }

  for (const [place, next] of commands.entries()) {
    if (next.kind === 'orders')
      await load(`order_${place + 1}.csv`, orderFile(next.rows), next.rows.length, () => takeOrders(shop, next.rows))
    if (next.kind === 'visits')
      await load(`visit_${place + 1}.csv`, visitFile(next.rows), next.rows.length, () => takeVisits(shop, next.rows))
    if (next.kind === 'build') await build(next)
    if (next.kind === 'rollback' && published.size > 1) {
      const retired = await readRetired()
      const kept = [...published.keys()].filter((release) => !retired.has(release))
      const to = kept[next.to % kept.length]!
      if (to === pointer) continue
      await rollbackTo(house.database, to, 'tester', house.config.publication_delay_ms)
      await house.query('select pg_sleep(0.002)')
      pointer = to
    }
    await check()
  }

  const last = { asOf: 22, publish: 'always', full: false, broken: false, then: 'leave', select: null } as const
  const first = await build(last)
  const again = await build(last)
  expect(await house.versions(again)).toEqual(await house.versions(first))
  // A full refresh gives the same rows.
  await build({ ...last, publish: 'never', full: true })
  await check()
}
