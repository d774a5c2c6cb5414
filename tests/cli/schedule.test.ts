import { Client, Connection, ScheduleOverlapPolicy } from '@temporalio/client'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { temporalNames } from '../../engine/environment.ts'
import { eventually, openShop, type Shop } from '../support/command.ts'

let shop: Shop
let connection: Connection
beforeAll(async () => {
  shop = await openShop()
  connection = await Connection.connect({ address: inject('temporal_address') })
}, 120_000)
afterAll(async () => {
  await shop.run('schedule', 'delete')
  await connection.close()
  await shop.close()
})

const handle = () =>
  new Client({ connection, namespace: inject('temporal_namespace') }).schedule.getHandle(temporalNames(shop.url).scheduleId)

test('the schedule follows the configuration: applied, shown, paused, resumed, deleted', { timeout: 120_000 }, async () => {
  expect(await shop.run('schedule', 'show')).toMatchObject({
    code: 1,
    err: expect.stringContaining('memberhouse schedule apply') as string,
  })
  const applied = await shop.run('schedule', 'apply')
  expect(applied.out).toMatch(
    /^The schedule is created\.\n.*:nightly: every day at 02:30 in Asia\/Shanghai\noverlap: skip, catch_up: 60 minutes\nNext: .* 18:30:00Z/,
  )
  expect(await shop.run('schedule', 'pause')).toMatchObject({ code: 0 })

  shop.edit('memberhouse.config.ts', '02:30', '03:15')
  // Bringing it to the configuration does not start what somebody paused.
  expect((await shop.run('schedule', 'apply')).out).toMatch(/^The schedule is updated\.\n.*every day at 03:15 in Asia\/Shanghai, paused\n/)
  expect(await shop.run('schedule', 'resume')).toMatchObject({ code: 0 })
  expect((await shop.run('schedule', 'show')).out).toMatch(/03:15 in Asia\/Shanghai\noverlap: .*\nNext: .* 19:15:00Z/)
  expect(await shop.run('schedule', 'delete')).toMatchObject({ code: 0 })
  expect(await shop.run('schedule', 'delete')).toMatchObject({ code: 1 })
})

test('a night speaks of the day of its nominal time in the zone of the business, whenever it runs', { timeout: 180_000 }, async () => {
  shop.edit('memberhouse.config.ts', /at: '(.*?)'/.exec(shop.text('memberhouse.config.ts'))![1]!, '02:30')
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  expect(await shop.run('schedule', 'apply')).toMatchObject({ code: 0 })
  await shop.startWorker()
  // 02:30 on the 2nd in Shanghai is 18:30 on the 1st in UTC.
  const night = new Date('2026-01-01T18:30:00Z')
  await handle().backfill({
    start: new Date(night.getTime() - 60_000),
    end: new Date(night.getTime() + 60_000),
    overlap: ScheduleOverlapPolicy.ALLOW_ALL,
  })
  const run = await eventually(
    async () =>
      (
        await shop.query<{ state: string; as_of: string; actor: string }>(
          `select state, as_of, request ->> 'actor' as actor from meta.run where state <> 'building'`,
        )
      )[0] ?? null,
  )
  expect(run).toEqual({ state: 'published', as_of: '2026-01-02', actor: 'schedule' })
  expect((await shop.run('schedule', 'show')).out).toMatch(/2026-01-01 18:30:00Z  \S+ \S+Z +1  published\n/)
})
