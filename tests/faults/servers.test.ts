import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../engine/project/config.ts'
import { migrate } from '../../engine/meta/migrate.ts'
import { postgresStatus, startPostgres, stopPostgres } from '../../local/postgres/server.ts'
import { isRunning, markProcess, until } from '../../local/base/process.ts'
import { startTemporal, stopTemporal, temporalStatus } from '../../local/temporal/server.ts'
import {
  waitForBackend,
  blockMemberSale,
  commitsPublication,
  expectHealthy,
  openFaultShop,
  type FaultShop,
} from '../support/shops/fault_shop.ts'
import { eventually } from '../support/command.ts'
import { makeHome } from '../support/home.ts'

// Separate servers, killed like by a power cut or the kernel's OOM killer.

const silent = () => {}

async function killNow(pid: number | null): Promise<void> {
  const mark = markProcess(pid ?? 0)!
  process.kill(mark.pid, 'SIGKILL')
  await until(() => !isRunning(mark), 10_000)
}

describe('a Postgres', () => {
  const home = makeHome()
  let shop: FaultShop
  let sale = 100
  beforeAll(async () => {
    const { url } = await startPostgres(home, silent)
    await migrate(url)
    shop = await openFaultShop({ url })
    await shop.load('1,7,2026-01-01,10,', '2,8,2026-01-01,4,')
    // Takes effect when it is started again.
    await shop.query('alter system set max_connections = 20')
    await shop.startWorker()
  }, 120_000)
  beforeEach(() => shop.load(`${++sale},7,2026-01-01,1,`))
  afterAll(async () => {
    await shop.close()
    await stopPostgres(home, silent)
    rmSync(home, { recursive: true })
  }, 120_000)

  test('that ends all backends because one was killed during a build: the run continues', { timeout: 240_000 }, async () => {
    const openGate = await blockMemberSale(shop)
    const night = await shop.night()
    await killNow(await waitForBackend(shop, await night.run, 'dws.member_sale'))
    await openGate()
    expect(await night.ended).toMatchObject({ state: 'published' })
    await expectHealthy(shop)
  })

  test.each(['before', 'after'] as const)(
    'that is killed %s it commits a publication: the run is published once',
    { timeout: 240_000 },
    async (when) => {
      const fallen = new Promise<void>((resolve, reject) =>
        shop.proxy.onMessage(async (asked) => {
          if (!commitsPublication(asked)) return
          shop.proxy.onMessage(() => {})
          const fall = async () => {
            await killNow(postgresStatus(home).pid)
            asked.link.cut()
            await startPostgres(home, silent)
          }
          if (when === 'after') return void asked.link.withhold().then(fall).then(resolve, reject)
          await fall().then(resolve, reject)
        }),
      )
      const night = await shop.night()
      await fallen
      expect(await night.ended).toMatchObject({ state: 'published' })
      await expectHealthy(shop)
    },
  )

  test('without a free connection: the run retries until there is one', { timeout: 240_000 }, async () => {
    const others: pg.Client[] = []
    for (const link of shop.proxy.links) link.cut()
    const fill = async () => {
      for (;;) {
        const client = new pg.Client({ connectionString: shop.url })
        client.on('error', () => {})
        try {
          await client.connect()
          others.push(client)
        } catch (error) {
          return (error as { code?: string }).code
        }
      }
    }
    expect(await fill()).toBe('53300')
    const night = await shop.night()
    await sleep(3_000)
    await Promise.all(others.map((client) => client.end()))
    expect(await night.ended).toMatchObject({ state: 'published' })
    await expectHealthy(shop)
  })

  test('with a full disk: the run retries until there is space', { timeout: 240_000 }, async ({ skip }) => {
    const { data } = postgresStatus(home)
    const disk = join(home, 'disk')
    mkdirSync(disk)
    skip(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status !== 0, 'no small disk can be mounted here')
    try {
      const { uid, gid } = statSync(data!)
      mkdirSync(join(disk, 'tables'))
      chownSync(join(disk, 'tables'), uid, gid)
      await shop.query(`create tablespace small location '${join(disk, 'tables')}'`)
      await shop.query('alter database memberhouse set default_tablespace = small')
      for (const link of shop.proxy.links) link.cut()
      spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'ballast')}`, 'bs=64k'])
      const night = await shop.night()
      const run = await night.run
      const failure = await eventually(
        async () =>
          (await shop.query<{ error: string }>(`select error from meta.run_node where run_id = ${run} and state = 'failed'`))[0]?.error ??
          null,
      )
      expect(failure).toContain('No space left on device')
      rmSync(join(disk, 'ballast'))
      expect(await night.ended).toMatchObject({ state: 'published' })
      await expectHealthy(shop)
    } finally {
      await stopPostgres(home, silent)
      spawnSync('umount', [disk])
    }
  })
})

test('the Temporal server is killed during a run and started again: the run continues', { timeout: 240_000 }, async () => {
  const home = makeHome()
  const config = { ...(await readConfig(join(import.meta.dirname, '../..'), {})), home }
  const { address } = await startTemporal(config, silent)
  const shop = await openFaultShop({ temporal_address: address })
  try {
    await shop.load('1,7,2026-01-01,10,', '2,8,2026-01-01,4,')
    await shop.startWorker()
    const openGate = await blockMemberSale(shop)
    const night = await shop.night()
    const run = await night.run
    await waitForBackend(shop, run, 'dws.member_sale')
    await killNow(temporalStatus(home).pid)
    await openGate()
    expect(await startTemporal(config, silent)).toMatchObject({ address })
    expect(await night.ended).toMatchObject({ state: 'published' })
    await expectHealthy(shop)
  } finally {
    await shop.close()
    await stopTemporal(home, silent)
    rmSync(home, { recursive: true })
  }
})
