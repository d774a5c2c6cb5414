import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitForBackend, blockMemberSale, expectHealthy, openFaultShop, type FaultShop } from '../support/shops/fault_shop.ts'
import { eventually } from '../support/command.ts'

// The worker's clock jumps ahead and back.

let shop: FaultShop

beforeAll(async () => {
  shop = await openFaultShop()
  await shop.load('1,7,2026-01-01,10,', '2,8,2026-01-01,4,')
  shop.write('clock', '0')
  await shop.startWorker({
    NODE_OPTIONS: `--import ${join(import.meta.dirname, '../support/shift_clock.mjs')}`,
    CLOCK_SHIFT_FILE: join(shop.folder, 'clock'),
  })
}, 120_000)
afterAll(() => shop.close())

test(
  'the worker keeps its lease when its clock jumps a day ahead and back, because the lease uses the clock of Postgres',
  { timeout: 240_000 },
  async () => {
    const openGate = await blockMemberSale(shop)
    const night = await shop.night()
    await waitForBackend(shop, await night.run, 'dws.member_sale')
    const day = 86_400_000
    for (const shift of [day, -day]) {
      shop.write('clock', String(shift))
      await shop.query(`update meta.lease set expires_at = clock_timestamp() + interval '25 seconds'`)
      await eventually(
        async () => (await shop.query(`select from meta.lease where expires_at > clock_timestamp() + interval '30 seconds'`)).length > 0,
      )
    }
    await openGate()
    expect(await night.ended).toMatchObject({ state: 'published' })
    await expectHealthy(shop)
  },
)
