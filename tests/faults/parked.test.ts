import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../support/command.ts'
import { expectHealthy, kill, openFaultShop, type FaultShop, type Worker } from '../support/shops/fault_shop.ts'

// A parked run survives the death of its worker, and an operator command is carried out once.

const select = 'models/dws/member_sale.sql'
let shop: FaultShop
let worker: Worker
let plain: string
let sale = 100

beforeAll(async () => {
  shop = await openFaultShop()
  plain = shop.text(select)
  await shop.load('1,7,2026-01-01,10,', '2,8,2026-01-01,4,')
  worker = await shop.startWorker()
}, 120_000)
afterAll(() => shop.close())
beforeEach(() => shop.load(`${++sale},7,2026-01-01,1,`))

const killWorker = () => kill(worker)
const nextWorker = async () => void (worker = await shop.startWorker())

/** Parks a run with a select that divides by zero, and fixes the select. */
async function parked() {
  shop.edit(select, 'where ', 'where 1 / (sale_id - 2) is not null and ')
  const night = await shop.night()
  const run = await night.run
  await eventually(async () => (await shop.query(`select from meta.run where run_id = ${run} and state = 'parked'`)).length > 0)
  // The workflow notices a moment after the state is committed.
  await eventually(async () => {
    const { raw } = await night.handle.describe()
    return !raw.pendingActivities?.length && !raw.pendingWorkflowTask
  })
  shop.write(select, plain)
  const retry = () => night.handle.executeUpdate('retry', { args: [{ actor: 'somebody' }] })
  return { ...night, run, retry }
}
const events = async (run: number) =>
  (await shop.query<{ event: string }>(`select event from meta.run_event where run_id = ${run} order by event_id`)).map(
    ({ event }) => event,
  )

test(
  'worker killed while a run is parked: it stays parked, and a command sent without a worker is carried out by the next one',
  { timeout: 240_000 },
  async () => {
    const { run, retry, ended } = await parked()
    await killWorker()
    const retried = retry()
    retried.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect(await shop.query(`select state from meta.run where run_id = ${run}`)).toEqual([{ state: 'parked' }])
    await nextWorker()
    await retried
    expect(await ended).toMatchObject({ state: 'published' })
    expect(await events(run)).toEqual(['began', 'parked', 'retried', 'published'])
    await expectHealthy(shop)
  },
)

test.each(['before', 'after'] as const)('worker killed %s a retry is committed: it is retried once', { timeout: 240_000 }, async (when) => {
  const { run, retry, ended } = await parked()
  const killed = new Promise<void>((resolve, reject) =>
    shop.proxy.onMessage(async ({ link, text, transaction }) => {
      if (!/last_command_id/.test(transaction) || text !== 'commit') return
      shop.proxy.onMessage(() => {})
      if (when === 'after') return void link.withhold().then(killWorker).then(resolve, reject)
      await killWorker()
      link.cut()
      resolve()
    }),
  )
  const retried = retry()
  retried.catch(() => {})
  await killed
  await nextWorker()
  await retried
  expect(await ended).toMatchObject({ state: 'published' })
  expect(await events(run)).toEqual(['began', 'parked', 'retried', 'published'])
  await expectHealthy(shop)
})

test('a retry that two people send at once is carried out once, and the second is rejected', { timeout: 240_000 }, async () => {
  const { run, retry, ended } = await parked()
  const outcomes = await Promise.allSettled([retry(), retry()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await ended).toMatchObject({ state: 'published' })
  expect(await events(run)).toEqual(['began', 'parked', 'retried', 'published'])
  await expectHealthy(shop)
})
