import { expect, test } from 'vitest'
import {
  waitForBackend,
  blockMemberSale,
  commitsNode,
  commitsPublication,
  expectHealthy,
  shareFaultShop,
  type FaultShop,
} from '../support/shops/fault_shop.ts'

// A network that drops packets silently: neither end notices, and each waits for the other.

let shop: FaultShop
shareFaultShop((opened) => (shop = opened))

/** Acts once, on the first message of this kind; resolves when it arrives. */
const once = (isIt: (asked: Parameters<typeof commitsPublication>[0]) => boolean, act: (link: { swallow(): void; cut(): void }) => void) =>
  new Promise<void>((resolve) =>
    shop.proxy.onMessage((asked) => {
      if (!isIt(asked)) return
      shop.proxy.onMessage(() => {})
      act(asked.link)
      resolve()
    }),
  )

test(
  'a connection that silently drops messages of a node or a publication, or their answers, times out, and the run continues',
  { timeout: 300_000 },
  async () => {
    const openGate = await blockMemberSale(shop)
    const asked = once(
      (message) => commitsNode(message, 'dwd.sale'),
      (link) => link.swallow(),
    )
    const night = await shop.night()
    const run = await night.run
    await asked
    await waitForBackend(shop, run, 'dws.member_sale')
    for (const link of shop.proxy.links) if (link.node === 'dws.member_sale') link.swallow()
    await openGate()
    await once(commitsPublication, (link) => link.swallow())
    expect(await night.ended).toMatchObject({ state: 'published' })
    await expectHealthy(shop)
  },
)

test('the run survives closed connections and a network outage', { timeout: 300_000 }, async () => {
  const openGate = await blockMemberSale(shop)
  const night = await shop.night()
  const run = await night.run
  await waitForBackend(shop, run, 'dws.member_sale')
  for (const link of shop.proxy.links) link.cut()
  await waitForBackend(shop, run, 'dws.member_sale')
  shop.proxy.swallow(true)
  await openGate()
  // Longer than a heartbeat of the run's lease.
  await new Promise((resolve) => setTimeout(resolve, 16_000))
  shop.proxy.swallow(false)
  expect(await night.ended).toMatchObject({ state: 'published' })
  await expectHealthy(shop)
})
