import { Client, Connection } from '@temporalio/client'
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { runRequest } from '../../engine/meta/run_request.ts'
import { eventually, openShop, type Shop } from '../support/command.ts'

// A mistyped date at the command line, on both walkers.

describe.each([
  ['on Temporal', []],
  ['in the process of the command', ['--local']],
])('a build %s', (_, local) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
    expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
    if (local.length === 0) await shop.startWorker()
    expect(await build('2026-07-01')).toMatchObject({ code: 0 })
  }, 120_000)
  afterAll(() => shop.close())

  const build = (as_of: string | null, ...more: string[]) =>
    shop.run('build', ...local, ...(as_of === null ? [] : ['--as-of', as_of]), ...more)
  const release = async () =>
    (await shop.query<{ release: number; as_of: string }>('select release, as_of from meta.pointer join meta.release using (release)'))[0]!
  const snapshots = async () =>
    (await shop.query<{ as_of: string }>('select as_of from segment.snapshot where number is not null order by number')).map(
      ({ as_of }) => as_of,
    )

  test('beyond tomorrow warns, waits, and harms no later night after a rejection', { timeout: 240_000 }, async () => {
    const plan = await shop.run('plan', '--as-of', '2062-07-01')
    expect(plan.out).toMatch(
      /^Warning: as_of 2062-07-01 is after tomorrow \(\S+\) and 13149 days after 2026-07-01, the as_of of release 1 \(max_as_of_step_days: 31\)\. A run as of this date is not published before it is approved\.\nAs of 2062-07-01/,
    )
    const typo = await build('2062-07-01', '--publish')
    expect(typo.code).toBe(1)
    expect(typo.out).toMatch(
      /^Warning: as_of 2062-07-01 [^]*\nRun 2\n[^]*\nParked: run 2 waits for an approval until .*\nas_of 2062-07-01 is after tomorrow/,
    )
    expect(typo.out).toContain('If the date is wrong, build with the right one: memberhouse build --supersede --as-of <date>')
    expect(typo.out).toContain('memberhouse run approve 2')
    expect((await shop.run('status')).out).toMatch(/Run 2 is parked until .* \(closed gates: as_of 2062-07-01 is after tomorrow/)
    expect(await snapshots()).toEqual(['2026-07-01'])

    expect((await build('2026-07-02')).err).toContain('Run 2 is parked')
    expect(await shop.run('run', 'reject', '2', '--reason', 'a typo')).toMatchObject({ code: 0 })
    const next = await build('2026-07-02')
    expect(next).toMatchObject({ code: 0, out: expect.stringContaining('Published release 3') as string })
    expect(next.out).not.toContain('Warning')
    expect(await snapshots()).toEqual(['2026-07-01', '2026-07-02'])
  })

  test('approved by mistake is undone by a rollback', { timeout: 240_000 }, async () => {
    expect(await build('2062-07-01')).toMatchObject({ code: 1 })
    expect(await shop.run('run', 'approve', '4')).toMatchObject({ code: 0, out: expect.stringContaining('Published release 4') as string })
    expect(await build('2026-07-03')).toMatchObject({
      code: 1,
      out: expect.stringContaining('as_of 2026-07-03 is 13147 days before 2062-07-01, the as_of of release 4') as string,
    })
    expect(await shop.run('release', 'rollback', '3')).toMatchObject({ code: 0 })
    expect((await shop.run('plan')).out).toMatch(/^As of 2026-07-02: /)
    expect(await build(null, '--supersede')).toMatchObject({ code: 0 })
    expect(await release()).toEqual({ release: 6, as_of: '2026-07-02' })
    expect(await build('2026-07-03')).toMatchObject({ code: 0, out: expect.stringContaining('Published release 7') as string })
    expect(await shop.query('select * from segment.movement')).toEqual([])
  })
})

test('a night whose schedule is decades ahead waits for an approval, and the next night supersedes it', { timeout: 240_000 }, async () => {
  const shop = await openShop()
  const connection = await Connection.connect({ address: inject('temporal_address') })
  try {
    expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
    await shop.startWorker()
    const client = new Client({ connection, namespace: inject('temporal_namespace') })
    const { taskQueue, workflowId } = await readTemporalNames(shop.database)
    const due = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME')
    const night = (nominal: string) =>
      client.workflow.start('buildRelease', {
        taskQueue,
        workflowId: `${workflowId}:${nominal}`,
        args: [runRequest.parse({ actor: 'schedule', is_scheduled: true })],
        typedSearchAttributes: new TypedSearchAttributes([{ key: due, value: new Date(nominal) }]),
      })
    const runs = () => shop.query<{ as_of: string; state: string }>('select as_of, state from meta.run order by run_id')
    await (await night('2026-01-01T18:30:00Z')).result()
    await night('2062-01-01T18:30:00Z')
    await eventually(async () => (await runs())[1]?.state === 'parked')
    await (await night('2026-01-02T18:30:00Z')).result()
    expect(await runs()).toEqual([
      { as_of: '2026-01-02', state: 'published' },
      { as_of: '2062-01-02', state: 'superseded' },
      { as_of: '2026-01-03', state: 'published' },
    ])
  } finally {
    await connection.close()
    await shop.close()
  }
})
