import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitForBackend, expectHealthy, holdLock, kill, openFaultShop, type FaultShop, type Worker } from '../support/shops/fault_shop.ts'

// A suspended worker (SIGSTOP) keeps its connections and the locks of their transactions.

let shop: FaultShop
let worker: Worker
let sale = 100

beforeAll(async () => {
  shop = await openFaultShop()
  await shop.load('1,7,2026-01-01,10,', '2,8,2026-01-01,4,')
  worker = await shop.startWorker()
}, 120_000)
afterAll(() => shop.close())
beforeEach(() => shop.load(`${++sale},7,2026-01-01,1,`))

const state = async (run: number) =>
  (await shop.query<{ state: string; error: string | null }>(`select state, error from meta.run where run_id = ${run}`))[0]!

test('a worker suspended beyond its lease blocks no other run, and publishes nothing when it resumes', { timeout: 240_000 }, async () => {
  const select = 'models/dws/member_sale.sql'
  const plain = shop.text(select)
  shop.edit(select, 'where ', 'where pg_sleep(600)::text is not null and ')
  const late = await shop.night()
  const run = await late.run
  await waitForBackend(shop, run, 'dws.member_sale')
  worker.child.kill('SIGSTOP')
  await shop.query('update meta.lease set expires_at = clock_timestamp()')
  shop.write(select, plain)
  // Its statement still runs in Postgres, in its open transaction.
  const build = await shop.run('build', '--local', '--as-of', shop.tomorrow())
  expect(build).toMatchObject({ code: 0, out: expect.stringContaining('Published release') as string })
  worker.child.kill('SIGCONT')
  await expect(late.ended).rejects.toThrow()
  expect(await state(run)).toMatchObject({ state: 'failed', error: 'its lease expired and another run began' })
  expect(await shop.query(`select from meta.publication where release = ${run}`)).toEqual([])
  await expectHealthy(shop)
})

test('another worker builds the node of a suspended one without waiting for it', { timeout: 240_000 }, async () => {
  const select = 'models/dws/member_sale.sql'
  const plain = shop.text(select)
  shop.edit(select, 'where ', 'where (pg_try_advisory_lock(44) or pg_sleep(600)::text is not null) and ')
  // The first attempt sleeps, the next finds the lock free.
  const release = await holdLock(shop, 44)
  const night = await shop.night()
  const run = await night.run
  await waitForBackend(shop, run, 'dws.member_sale')
  worker.child.kill('SIGSTOP')
  await release()
  const other = await shop.startWorker()
  expect(await night.ended).toMatchObject({ state: 'published' })
  worker.child.kill('SIGCONT')
  await kill(worker)
  worker = other
  shop.write(select, plain)
  await expectHealthy(shop)
})
