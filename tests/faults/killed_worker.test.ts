import { expect, test } from 'vitest'
import { commitsNode, commitsPublication, expectHealthy, kill, openFaultShop, type FaultShop } from '../support/shops/fault_shop.ts'
import type { ClientMessage } from '../support/proxy.ts'

// A worker dies at the worst moments: just before Postgres receives a commit, and just after it, before the worker knows.

const nodes = ['dwd.sale', 'dws.member_sale', 'segment.spenders']

test.concurrent.each(['before', 'after'] as const)(
  'a worker killed %s each commit of a run: each node is built once, and the run is published once',
  { timeout: 300_000 },
  async (when) => {
    const shop = await openFaultShop()
    try {
      await shop.load('1,7,2026-01-01,10,', '2,8,2026-01-01,4,')
      const worker = await shop.startWorker()
      const first = killAt(shop, worker, when, (asked) => commitsNode(asked, nodes[0]!))
      const night = await shop.night()
      let next = await first
      for (const node of nodes.slice(1)) next = await killAt(shop, next, when, (asked) => commitsNode(asked, node))
      await killAt(shop, next, when, commitsPublication)
      expect(await night.ended).toMatchObject({ state: 'published' })
      const run = await night.run
      // Committed nodes are found built; the others are built again.
      expect(
        await shop.query(`select node, state, attempt from meta.run_node where run_id = ${run} and kind <> 'source' order by position`),
      ).toEqual(nodes.map((node) => ({ node, state: 'built', attempt: when === 'after' ? 1 : 2 })))
      expect(await shop.query(`select kind from meta.publication where release = ${run}`)).toEqual([{ kind: 'publish' }])
      await expectHealthy(shop)
    } finally {
      await shop.close()
    }
  },
)

type Worker = Awaited<ReturnType<FaultShop['startWorker']>>

/** Kills the worker once, at a commit, and starts another; resolves when that one runs. */
const killAt = (shop: FaultShop, worker: Worker, when: 'before' | 'after', isIt: (asked: ClientMessage) => boolean): Promise<Worker> =>
  new Promise((resolve, reject) => {
    const replace = () =>
      kill(worker)
        .then(() => shop.startWorker())
        .then(resolve, reject)
    shop.proxy.onMessage(async (asked) => {
      if (!isIt(asked)) return
      shop.proxy.onMessage(() => {})
      if (when === 'after') return void asked.link.withhold().then(replace)
      void replace()
      await worker.ended
      asked.link.cut()
    })
  })
