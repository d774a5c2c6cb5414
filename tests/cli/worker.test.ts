import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosePort } from '../../local/base/port.ts'
import { eventually, openShop, type Shop } from '../support/command.ts'
import { openProxy, type Proxy } from '../support/proxy.ts'

let shop: Shop
let proxy: Proxy
let worker: Awaited<ReturnType<Shop['startWorker']>>
let health: string

beforeAll(async () => {
  shop = await openShop()
  proxy = await openProxy(shop.url)
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  health = `127.0.0.1:${await choosePort(undefined)}`
  worker = await shop.startWorker({ MEMBERHOUSE_HEALTH_ADDRESS: health, DATABASE_URL: proxy.url })
}, 120_000)
afterAll(async () => {
  await proxy.close()
  await shop.close()
})

const get = async (path: string) => {
  const answer = await fetch(`http://${health}${path}`)
  return { code: answer.status, text: await answer.text() }
}
const lines = () =>
  worker.printed.out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test(
  'the log has one JSON object per line, with run and node, and quotes no row although Postgres does',
  { timeout: 180_000 },
  async () => {
    expect(await shop.run('build', '--as-of', '2026-01-02')).toMatchObject({ code: 0 })
    expect(lines()).toContainEqual(
      expect.objectContaining({ level: 'info', run: 1, node: 'dws.member_sale', msg: 'buildNode done', state: 'built', row_count: 2 }),
    )
    expect(lines()).toContainEqual(expect.objectContaining({ run: 1, activityType: 'finishRun', state: 'published' }))

    shop.edit('models/dws/member_sale.sql', 'where sold_on', `where ('secret' || sale_id)::int > 0 and sold_on`)
    expect(await shop.run('build', '--as-of', '2026-01-03')).toMatchObject({ out: expect.stringContaining('"secret') as string })
    const warning = lines().find(({ level, node }) => level === 'warn' && node === 'dws.member_sale')
    expect(warning).toMatchObject({ run: 2, error: expect.stringContaining('SQLSTATE 22P02') as string })
    expect(worker.printed.out + worker.printed.err).not.toContain('secret')
    expect(worker.printed.err).toBe('')
  },
)

test('/metrics shows the figures of the warehouse, and /healthz reports a healthy worker', { timeout: 60_000 }, async () => {
  const { code, text } = await get('/metrics')
  expect(code).toBe(200)
  expect(text).toMatch(/^memberhouse_release 1$/m)
  expect(text).toMatch(/^memberhouse_runs\{state="parked"\} 1$/m)
  expect(text).toMatch(/^memberhouse_node_failed\{node="dws.member_sale"\} 1$/m)
  expect(text).toMatch(/^memberhouse_source_rows_total\{source="ods.sale",outcome="accepted"\} 2$/m)
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
  expect(await get('/healthz')).toMatchObject({ code: 200 })
  expect(await get('/')).toMatchObject({ code: 404 })
})

test('/healthz reports that Postgres hangs, also to concurrent requests, and that it recovers', { timeout: 60_000 }, async () => {
  proxy.swallow(true)
  const answers = await Promise.all(Array.from({ length: 20 }, () => get('/healthz')))
  for (const { code, text } of answers) {
    expect(code).toBe(503)
    expect(JSON.parse(text)).toMatchObject({ is_healthy: false, temporal: 'ok', worker: 'ok' })
    expect((JSON.parse(text) as { postgres: string }).postgres).not.toBe('ok')
  }
  expect((await get('/metrics')).text).toMatch(/^memberhouse_postgres_up 0$/m)
  proxy.swallow(false)
  await eventually(async () => (await get('/healthz')).code === 200)
  // Each probe's connection is closed again.
  await eventually(
    async () => (await shop.query(`select from pg_stat_activity where application_name = 'memberhouse:health'`)).length === 0,
  )
})

test('a worker whose address is in use fails and names it; without an address nothing is served', { timeout: 120_000 }, async () => {
  const second = shop.start(['worker'], { env: { MEMBERHOUSE_HEALTH_ADDRESS: health } })
  const { code, err } = await second.ended
  expect(err).toMatch(new RegExp(`The worker cannot serve its health at ${health}: .*EADDRINUSE[^]*MEMBERHOUSE_HEALTH_ADDRESS`))
  expect(code).toBe(1)
  const third = await shop.startWorker()
  await eventually(() => third.printed.out.includes('the worker takes runs'))
  expect(JSON.parse(third.printed.out.split('\n').find((line) => line.includes('takes runs'))!)).toMatchObject({ health: null })
  third.child.kill('SIGTERM')
  expect(await third.ended).toMatchObject({ code: 0 })
})
