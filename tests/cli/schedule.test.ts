import { Client, Connection, ScheduleOverlapPolicy } from '@temporalio/client'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readTemporalNames } from '../../engine/meta/temporal_names.ts'
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

const handle = async () => {
  const { scheduleId } = await readTemporalNames(shop.database)
  return new Client({ connection, namespace: inject('temporal_namespace') }).schedule.getHandle(scheduleId)
}

test('the schedule follows the configuration: applied, shown, paused, resumed, deleted', { timeout: 120_000 }, async () => {
  expect(await shop.run('schedule', 'show')).toMatchObject({
    code: 1,
    err: expect.stringContaining('memberhouse schedule apply') as string,
  })
  const applied = await shop.run('schedule', 'apply')
  expect(applied.out).toMatch(
    /^The schedule is created\.\nNights of the database \S+: every day at 02:30 in Asia\/Shanghai\noverlap: skip, catch_up: 60 minutes, in Temporal: memberhouse:\d+:\d+:nightly\nNext: .* 18:30:00Z/,
  )
  expect(await shop.run('schedule', 'pause')).toMatchObject({ code: 0 })

  shop.edit('memberhouse.config.ts', '02:30', '03:15')
  // Updating a paused schedule does not resume it.
  expect((await shop.run('schedule', 'apply')).out).toMatch(/^The schedule is updated\.\n.*every day at 03:15 in Asia\/Shanghai, paused\n/)
  expect(await shop.run('schedule', 'resume')).toMatchObject({ code: 0 })
  expect((await shop.run('schedule', 'show')).out).toMatch(/03:15 in Asia\/Shanghai\noverlap: .*\nNext: .* 19:15:00Z/)
  expect(await shop.run('schedule', 'delete')).toMatchObject({ code: 0 })
  expect(await shop.run('schedule', 'delete')).toMatchObject({ code: 1 })
})

test('a time that some days skip is refused with these days; one that comes twice is reported', { timeout: 120_000 }, async () => {
  const at = /at: '(.*?)'/.exec(shop.text('memberhouse.config.ts'))![0]
  shop.edit('memberhouse.config.ts', at, `at: '02:30', time_zone: 'Europe/Berlin'`)
  const refused = await shop.run('schedule', 'apply')
  expect(refused).toMatchObject({ code: 1, out: '' })
  // The last Sundays of March.
  expect(refused.err).toMatch(
    /02:30 does not exist in Europe\/Berlin on (\d{4}-03-(2[5-9]|3[01])(, )?){3}: .* Nothing was changed\.\n.* such as 03:30/,
  )
  expect(await shop.run('schedule', 'show')).toMatchObject({ code: 1 })
  shop.edit('memberhouse.config.ts', `at: '02:30', time_zone: 'Europe/Berlin'`, `at: '01:30', time_zone: 'America/New_York'`)
  const twice = await shop.run('schedule', 'apply')
  expect(twice.out).toMatch(/every day at 01:30 in America\/New_York[^]*occurs twice on \d{4}-11-0\d/)
  shop.edit('memberhouse.config.ts', `at: '01:30', time_zone: 'America/New_York'`, at)
  // No worker serves this queue yet.
  expect((await shop.run('schedule', 'show')).out).toMatch(
    /The configuration says 03:15 in Asia\/Shanghai\. .*\nNo worker serves this database\./,
  )
  const shown = JSON.parse((await shop.run('schedule', 'show', '--json')).out) as object
  expect(shown).toMatchObject({ at: '01:30', time_zone: 'America/New_York', is_paused: false, past: [], workers: [] })
  expect(await shop.run('schedule', 'delete')).toMatchObject({ code: 0 })
})

test('a schedule of the same name that this warehouse did not make is not touched', { timeout: 120_000 }, async () => {
  const { taskQueue, scheduleId } = await readTemporalNames(shop.database)
  const client = new Client({ connection, namespace: inject('temporal_namespace') })
  const spec = { calendars: [{ hour: 5 }] }
  const foreign = [
    { commands: ['apply', 'pause', 'delete'], action: { workflowType: 'cleanUp' } },
    { commands: ['apply', 'resume'], action: { workflowType: 'buildRelease', taskQueue: 'memberhouse' } },
  ]
  const errors: string[] = []
  for (const { commands, action } of foreign) {
    await client.schedule.create({ scheduleId, spec, action: { type: 'startWorkflow', taskQueue, args: [], ...action } })
    for (const command of commands) {
      const { code, out, err } = await shop.run('schedule', command)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain('Nothing was changed.')
      errors.push(err)
    }
    const { spec: kept, state } = await (await handle()).describe()
    expect([kept.calendars![0]!.hour![0]!.start, state.paused]).toEqual([5, false])
    await (await handle()).delete()
  }
  expect(errors[0]).toContain('starts cleanUp on the queue')
  expect(errors.at(-1)).toContain('starts buildRelease on the queue memberhouse')
})

test('as_of of a night is the day of its nominal time in the business time zone, whenever it runs', { timeout: 180_000 }, async () => {
  shop.edit('memberhouse.config.ts', /at: '(.*?)'/.exec(shop.text('memberhouse.config.ts'))![1]!, '02:30')
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  expect(await shop.run('schedule', 'apply')).toMatchObject({ code: 0 })
  await shop.startWorker()
  // 02:30 on the 2nd in Shanghai is 18:30 on the 1st in UTC.
  const night = new Date('2026-01-01T18:30:00Z')
  await (
    await handle()
  ).backfill({
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

  // The night of the 2nd was built, that of the 3rd was not.
  const missing = await shop.run('runs', '--missing', '--since', '2026-01-02', '--json')
  expect(missing.code).toBe(1)
  const { missing: nights } = JSON.parse(missing.out) as { missing: { as_of: string; nominal: string; state: string }[] }
  expect(nights[0]).toEqual({ as_of: '2026-01-03', nominal: '2026-01-02T18:30:00.000Z', run_id: null, state: 'no run' })
  // The schedule was created just now: no night since.
  expect(await shop.run('runs', '--missing')).toMatchObject({ code: 0, out: expect.stringContaining('none is missing') as string })
  expect(await shop.run('runs', '--since', '2026-01-02')).toMatchObject({ code: 2 })
})
