import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Overview } from '../../cli/status/overview.ts'
import { openShop, type Shop } from '../support/command.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => shop.close())

const status = (env: NodeJS.ProcessEnv = {}, ...args: string[]) => shop.start(['status', ...args], { env }).ended

test('status shows what readers see, what is parked and why, and that no nights are scheduled', { timeout: 180_000 }, async () => {
  expect((await status()).out).toMatch(
    /Readers see nothing yet[^]*No nights are scheduled\. [^]*memberhouse schedule apply\nNo worker serves this database\./,
  )
  expect(await shop.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 0 })
  shop.write('sale_2.csv', 'sale_id,member_id,sold_on,amount,note\n3,9,2026-01-02,-5,\n')
  expect(await shop.run('load', 'sale_2.csv')).toMatchObject({ code: 0 })
  await shop.run('build', '--local', '--as-of', '2026-01-03')

  const { out, code } = await status()
  expect(code).toBe(0)
  expect(out).toMatch(/^postgres +running /)
  expect(out).toMatch(/^Readers see release 1, as of 2026-01-02, published \d+ \w+ ago \(.*Z\)\.\nNo run is building\.\n/m)
  expect(out).toMatch(
    /^Run 2 is parked until .*Z \(failed: dws\.member_sale\)\. See run show 2, then: run retry 2, run skip 2, run cancel 2$/m,
  )
  expect(out).toMatch(/^Runs: 1 parked, 1 published\.$/m)
  expect(out).toMatch(/^ods\.sale +\d{4}-/m)

  const overview = JSON.parse((await status({}, '--json')).out) as Overview
  expect(overview).toMatchObject({
    problem: null,
    warehouse: {
      release: { release: 1, newest_release: 1 },
      parked: [{ run_id: 2, waits_for: 'retry', failed: ['dws.member_sale'] }],
      sources: [{ source: 'ods.sale', freshness: 'unknown', rows: { accepted: 3 } }],
    },
    nights: { schedule: null, workers: [], missing: [] },
  })
})

test('status shows what it can while a server is down or the database is empty', { timeout: 180_000 }, async () => {
  const nowhere = await status({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/nothing' })
  expect(nowhere.code).toBe(0)
  expect(nowhere.out).toMatch(/^postgres +unreachable [^]*^temporal +running [^]*^Postgres does not answer/m)
  expect(nowhere.out).not.toContain('secret')

  const without = await status({ TEMPORAL_ADDRESS: '127.0.0.1:1' })
  expect(without.out).toMatch(
    /^temporal +unreachable [^]*^Readers see release 1[^]*unknown whether nights are scheduled: Temporal does not answer\.$/m,
  )

  const empty = new URL(shop.url)
  empty.pathname = `${empty.pathname}_empty`
  await shop.database.query(`create database ${empty.pathname.slice(1)}`)
  expect((await status({ DATABASE_URL: empty.href })).out).toMatch(
    /^The database has no schema of Memberhouse, or an older one\. Run: memberhouse migrate$/m,
  )
  await shop.database.query(`drop database ${empty.pathname.slice(1)}`)
})
