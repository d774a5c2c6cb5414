import { setTimeout as sleep } from 'node:timers/promises'
import { ScheduleOverlapPolicy } from '@temporalio/client'
import { expect, test } from 'vitest'
import { readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { waitForBackend, blockMemberSale, expectHealthy, shareFaultShop, type FaultShop } from '../support/shops/fault_shop.ts'
import { eventually } from '../support/command.ts'

// Concurrent builds: only one holds the lease, and only the holder publishes.

let shop: FaultShop
shareFaultShop((opened) => (shop = opened))

test('the second of two concurrent builds fails with the building run, also without Temporal', { timeout: 240_000 }, async () => {
  const openGate = await blockMemberSale(shop)
  const night = await shop.night()
  const run = await night.run
  await waitForBackend(shop, run, 'dws.member_sale')
  const refused = await shop.night()
  await expect(refused.ended).rejects.toMatchObject({
    cause: { cause: { message: expect.stringContaining(`Run ${run} is building`) as string } },
  })
  const local = await shop.run('build', '--local')
  expect(local).toMatchObject({ code: 1, err: expect.stringContaining(`Run ${run} is building`) as string })
  await openGate()
  expect(await night.ended).toMatchObject({ state: 'published' })
  await expectHealthy(shop)
})

test('a schedule that fires twice for one night has one run at a time, and both have the same result', { timeout: 240_000 }, async () => {
  expect(await shop.run('schedule', 'apply')).toMatchObject({ code: 0 })
  const { scheduleId } = await readTemporalNames(shop.database)
  const handle = shop.client.schedule.getHandle(scheduleId)
  const before = await shop.query<{ run: number }>('select max(run_id) as run from meta.run')
  const as_of = shop.tomorrow()
  // 02:30 in Shanghai is 18:30 of the day before in UTC.
  const nominal = new Date(`${as_of}T18:30:00Z`).getTime() - 86_400_000
  const fire = () =>
    handle.backfill({ start: new Date(nominal - 60_000), end: new Date(nominal + 60_000), overlap: ScheduleOverlapPolicy.ALLOW_ALL })
  const openGate = await blockMemberSale(shop)
  // Temporal ignores the second: the id of the workflow contains the night.
  await fire()
  await fire()
  const run = await eventually(
    async () => (await shop.query<{ run_id: number }>(`select run_id from meta.run where run_id > ${before[0]!.run}`))[0]?.run_id ?? null,
  )
  await waitForBackend(shop, run, 'dws.member_sale')
  // Like another program that starts nights.
  const again = await shop.night({ as_of, is_scheduled: true })
  await sleep(2_000)
  await openGate()
  expect(await again.ended).toMatchObject({ state: 'published' })
  const runs = await shop.query(`select state, as_of from meta.run where run_id > ${before[0]!.run} order by run_id`)
  expect(runs).toEqual([
    { state: 'published', as_of },
    { state: 'published', as_of },
  ])
  const built = await shop.query(
    `select node, state from meta.run_node where run_id = ${await again.run} and state <> 'carried_over' and kind <> 'snapshot'`,
  )
  expect(built).toEqual([])
  await handle.delete()
  await expectHealthy(shop)
})
