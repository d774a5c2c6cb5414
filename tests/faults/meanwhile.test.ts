import pg from 'pg'
import { expect, test } from 'vitest'
import { waitForBackend, blockMemberSale, expectHealthy, shareFaultShop, type FaultShop } from '../support/shops/fault_shop.ts'
import { eventually } from '../support/command.ts'

// Changes by people and programs while a run builds.

let shop: FaultShop
shareFaultShop((opened) => (shop = opened))
let more = 0

const amountOf = async (member: number) =>
  (await shop.query<{ amount: string }>(`select amount from dws.member_sale where one_id = ${member}`))[0]?.amount

test('a build ignores a source loaded and a model edited meanwhile; the next build uses them', { timeout: 240_000 }, async () => {
  const openGate = await blockMemberSale(shop)
  const night = await shop.night()
  const run = await night.run
  await waitForBackend(shop, run, 'dws.member_sale')
  await shop.load('900,9,2026-01-01,3,')
  shop.edit('segments/spenders.sql', 'amount >= 10', 'amount >= 3')
  await openGate()
  expect(await night.ended).toMatchObject({ state: 'published' })
  const [audience] = await shop.query<{ select: string }>(
    `select definition ->> 'select' as select from meta.run_node where run_id = ${run} and node = 'segment.spenders'`,
  )
  expect(audience!.select).toContain('amount >= 10')
  await eventually(
    async () => (await shop.query(`select from meta.publication where release = ${run} and effective_at < clock_timestamp()`)).length > 0,
  )
  expect(await amountOf(9)).toBeUndefined()
  await expectHealthy(shop)
  await eventually(async () => (await amountOf(9)) === '3')
  expect(await shop.query('select one_id from segment.member order by one_id')).toEqual([{ one_id: 7 }, { one_id: 8 }, { one_id: 9 }])
})

test('a node that Postgres chooses as the victim of a deadlock is retried', { timeout: 240_000 }, async () => {
  const openGate = await blockMemberSale(shop)
  const plain = shop.text('models/dws/member_sale.sql')
  shop.edit('models/dws/member_sale.sql', ' is not null and', ' is not null and pg_advisory_xact_lock_shared(43)::text is not null and')
  const night = await shop.night()
  const run = await night.run
  await waitForBackend(shop, run, 'dws.member_sale')
  // The session whose wait completes the cycle detects the deadlock: this one waits for the node's row first, then the node for this one.
  const other = new pg.Client({ connectionString: shop.url, application_name: 'memberhouse:test' })
  await other.connect()
  await other.query(`set deadlock_timeout = '1h'; begin; select pg_advisory_xact_lock(43)`)
  const waits = other.query(`select from meta.run_node where run_id = ${run} and node = 'dws.member_sale' for update`)
  await eventually(
    async () =>
      (await shop.query(`select from pg_stat_activity where wait_event_type = 'Lock' and query like 'select from meta.run_node%'`)).length >
      0,
  )
  await openGate()
  await waits
  await other.end()
  expect(await night.ended).toMatchObject({ state: 'published' })
  expect(await shop.query(`select attempt from meta.run_node where run_id = ${run} and node = 'dws.member_sale'`)).toEqual([{ attempt: 2 }])
  shop.write('models/dws/member_sale.sql', plain)
  await expectHealthy(shop)
})

test('a database with default_transaction_isolation = serializable fails no run', { timeout: 240_000 }, async () => {
  await shop.query(
    `do $$ begin execute format('alter database %I set default_transaction_isolation = serializable', current_database()); end $$`,
  )
  for (const link of shop.proxy.links) link.cut()
  const openGate = await blockMemberSale(shop)
  const night = await shop.night()
  const run = await night.run
  await waitForBackend(shop, run, 'dws.member_sale')
  // Like the worker's renewal: a serializable transaction could no longer lock this row.
  await shop.query(`update meta.lease set expires_at = expires_at + interval '1 second'`)
  await openGate()
  expect(await night.ended).toMatchObject({ state: 'published' })
  expect(await shop.query(`select attempt from meta.run_node where run_id = ${run} and node = 'dws.member_sale'`)).toEqual([{ attempt: 1 }])
  await expectHealthy(shop)
})

test(
  'a reader in repeatable read sees one release from its first statement to its last, even if others are published',
  { timeout: 240_000 },
  async () => {
    const openGate = await blockMemberSale(shop)
    await openGate()
    const read = async (reader: pg.Client) => (await reader.query('select * from dws.member_sale order by one_id')).rows as unknown[]
    const reader = new pg.Client({ connectionString: shop.url, application_name: 'memberhouse:test' })
    await reader.connect()
    await reader.query('begin isolation level repeatable read')
    const before = await read(reader)
    for (let nights = 0; nights < 2; nights++) {
      await shop.load(`${500 + ++more},7,2026-01-01,1,`)
      const night = await shop.night()
      expect(await night.ended).toMatchObject({ state: 'published' })
      expect(await read(reader)).toEqual(before)
    }
    await reader.query('commit')
    await eventually(async () => JSON.stringify(await read(reader)) !== JSON.stringify(before))
    await reader.end()
    await expectHealthy(shop)
  },
)
