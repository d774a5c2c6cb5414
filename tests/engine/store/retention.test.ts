import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { pinRelease, unpinRelease } from '../../../engine/release/pin_release.ts'
import { rollbackTo } from '../../../engine/release/rollback.ts'
import { listReleases } from '../../../engine/meta/read_releases.ts'
import { resetModel } from '../../../engine/release/reset_model.ts'
import { retireReleases } from '../../../engine/release/retire_releases.ts'
import { eventually } from '../../support/command.ts'
import { openRetained, type Retained } from '../../support/shops/retained_shop.ts'
import { tinyShop } from '../../support/shops/tiny_shop.ts'
import { dateOf, readEverything } from '../../support/shops/tiny_shop_oracle.ts'

let shop: Retained
afterEach(() => shop.close())

const goTo = (release: number) => rollbackTo(shop.database, release, 'tester', 200)
const retire = (...releases: number[]) => retireReleases(shop.database, releases.length > 0 ? { releases, actor: 'tester' } : undefined)
const readable = async () => (await listReleases(shop.database)).map((row) => row.release).reverse()

/** Every release that can be read holds what it held when it was published. */
const expectKept = async (releases: number[]) => {
  expect(await readable()).toEqual(releases)
  for (const release of releases) expect(await shop.read(release), `release ${release}`).toEqual(shop.held.get(release))
}

test('seven releases are kept, readable as published and reachable by rollback; older ones are retired', { timeout: 180_000 }, async () => {
  shop = await openRetained()
  const releases = await shop.nights(9)
  const [gone, kept] = [releases.slice(0, 2), releases.slice(2)]
  // Each build that ended has retired what was too many by then.
  expect(await retire()).toEqual({ retired: [], removed: [], waiting: [] })
  await expectKept(kept)
  expect(await shop.partitions()).toBe(7)
  expect(await shop.surplus()).toBe(0)
  // Facts stay: what was loaded, and published snapshots.
  expect(await shop.query(`select count(*) as count from store.ods_order where to_version < 9e18`)).toEqual([{ count: 24 }])
  expect(await shop.query(`select count(*) as count from segment.snapshot`)).toEqual([{ count: 9 }])

  for (const relation of ['ods.order', 'dwd.fct_order', 'dws.member_state', 'segment.member']) {
    await expect(shop.rows(relation, gone[0]), relation).rejects.toMatchObject({
      code: 'MH002',
      message: expect.stringMatching(/^release 1 was retired at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ: 7 newer ones are kept$/) as string,
    })
  }
  await expect(goTo(gone[0]!)).rejects.toThrow('Release 1 cannot be rolled back to: it was retired at')

  for (const release of [...kept.toReversed().slice(1), ...kept.slice(1)]) {
    await goTo(release)
    expect(await shop.read(), `release ${release}`).toEqual(shop.held.get(release))
    expect((await retire()).retired).toEqual([])
  }
  // Readers are at the oldest: it stays, however many newer ones there are, and the night rolls forward from the newest.
  await goTo(kept[0]!)
  const later = await shop.nights(1)
  await goTo(kept[0]!)
  expect((await retire()).retired).toEqual([])
  await expectKept([...kept, ...later])
  await goTo(later[0]!)
  expect((await retire()).retired).toEqual([kept[0]])
  await expectKept([...kept.slice(1), ...later])
  expect(await shop.surplus()).toBe(0)
  const again = await shop.build({ as_of: dateOf(20), full_refresh: true, publish: 'never' })
  expect(await shop.read(again.run_id)).toEqual(await shop.read())
})

test('a pinned release reads the same after ten nights, until its pin is deleted or expires', { timeout: 180_000 }, async () => {
  shop = await openRetained()
  const [first, second] = (await shop.nights(2)) as [number, number]
  await pinRelease(shop.database, first, 'audit', { days: 30 }, 'tester')
  await pinRelease(shop.database, second, 'short', { days: 30 }, 'tester')
  const later = await shop.nights(10)
  await shop.query(`update meta.pin set expires_at = clock_timestamp() where name = 'short'`)
  expect((await retire()).retired).toEqual([second])
  await expectKept([first, ...later.slice(3)])
  expect(await shop.surplus()).toBe(0)
  await expect(resetModel(shop.database, shop.project().nodes, 'fct_order', 'tester')).rejects.toThrow(
    /^dwd\.fct_order cannot be reset: pinned releases hold it: audit \(release 1, by tester until /,
  )
  await goTo(first)
  expect(await shop.read()).toEqual(shop.held.get(first))
  await goTo(later.at(-1)!)
  expect(await unpinRelease(shop.database, 'audit', 'tester')).toBe(first)
  expect((await retire()).retired).toEqual([first])
  expect(await shop.surplus()).toBe(0)
})

test('a reader whose release is retired gets its rows or an error, and never an empty answer', { timeout: 120_000 }, async () => {
  shop = await openRetained()
  const [first, second] = (await shop.nights(3)) as [number, number]
  const holding = await shop.begin('repeatable read', first)
  const late = await shop.begin('serializable', second)
  const moving = await shop.begin('read committed', first)
  expect((await moving.query(readEverything)).rows[0]).toEqual(shop.held.get(first))
  const { retired, removed, waiting } = await retire(first, second)
  expect(retired).toEqual([second, first])
  // Rows stored by change go at once: who began before sees them all the same.
  expect(removed.map(({ relation, version }) => [relation, version])).toEqual([
    ['dwd.fct_order', first],
    ['dwd.fct_order', second],
    ['dws.member_day', first],
    ['dws.member_day', second],
  ])
  expect(waiting.map(({ relation, version }) => [relation, version])).toEqual([
    ['ads.total', first],
    ['ads.total', second],
    ['dws.member_state', first],
    ['dws.member_state', second],
  ])
  expect(waiting[0]!.readers).toMatch(/^pid \d+ \(someone reading, since .*\), pid \d+ \(someone reading, since /)
  await expect(moving.query(readEverything)).rejects.toMatchObject({ code: 'MH002' })
  await moving.query('rollback')
  expect((await holding.query(readEverything)).rows[0]).toEqual(shop.held.get(first))
  // Dropped all the same, under one that has not read it yet.
  await holding.query('commit')
  await shop.query(`drop table store.dws_member_state_v${second}a1`)
  await expect(late.query('select * from dws.member_state')).rejects.toMatchObject({
    code: 'MH002',
    message: `version ${second} of dws.member_state was retired: its release was retired after this transaction began`,
  })
  await late.query('rollback')
  expect((await retire()).waiting).toEqual([])
  expect(await shop.partitions()).toBe(1)
})

test('a version that is read all the time is dropped between its readers, without blocking them', { timeout: 120_000 }, async () => {
  shop = await openRetained()
  const [first, , third] = (await shop.nights(3)) as [number, number, number]
  let isOver = false
  const readers = [0, 1, 2].map(async (place) => {
    const client = new pg.Client({ connectionString: shop.url })
    await client.connect()
    await sleep(place * 200)
    while (!isOver) {
      await client.query(`begin; select * from dws.member_state`)
      await sleep(600)
      await client.query('commit')
    }
    await client.end()
  })
  await eventually(async () => {
    const { waiting } = await retire(...((await readable()).includes(first) ? [first] : []))
    return waiting.length === 0
  })
  isOver = true
  await Promise.all(readers)
  expect(await shop.partitions()).toBe(2)
  expect(await shop.read()).toEqual(shop.held.get(third))
})

test('an interrupted retention continues where it stopped', { timeout: 120_000 }, async () => {
  shop = await openRetained()
  const third = (await shop.nights(3))[2]!
  const reader = await shop.begin('read committed', third)
  const breakOff = async (): Promise<string> => {
    // Retention does not wait for a reader older than two seconds: on a busy machine it is tried again.
    await reader.query('commit; begin; select * from ads.total')
    const retention = retire(...(await readable()).filter((release) => release < third)).then(
      () => 'done',
      () => 'broken off',
    )
    const isOver = retention.then(() => true)
    await eventually(async () => {
      const detaching = `select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and query like 'alter table%concurrently' and state = 'active'`
      return (await shop.query(detaching)).length > 0 || (await Promise.race([isOver, sleep(20, false)]))
    })
    return retention
  }
  await eventually(async () => (await breakOff()) === 'broken off')
  await reader.query('commit')
  // A build attaches beside the detach that is pending.
  const later = await shop.nights(1)
  expect((await retire()).waiting).toEqual([])
  await expectKept([third, ...later])
  expect(await shop.partitions()).toBe(2)
  expect(await shop.surplus()).toBe(0)
})

test('retention beside a run deletes nothing that the run or its undo needs', { timeout: 180_000 }, async () => {
  shop = await openRetained()
  const [first, second, third] = (await shop.nights(3)) as [number, number, number]
  const gated = tinyShop().map((part) =>
    part.name === 'ads.total' ? { ...part, select_text: `${part.select_text} where pg_advisory_xact_lock_shared(42) is not null` } : part,
  )
  await shop.change(gated)
  const gate = await shop.database.connect()
  await gate.query('select pg_advisory_lock(42)')
  for (const publish of ['never', 'auto'] as const) {
    await shop.load()
    const building = shop.build({ as_of: dateOf(15), publish })
    // By now it has closed rows of the tables stored by change.
    const run = await eventually(async () => {
      const [row] = await shop.query(
        `select run_id from meta.run_node inner join meta.run using (run_id) where node = 'ads.total' and run_node.state = 'running' and run.state = 'building'`,
      )
      return (row?.['run_id'] as number) ?? null
    })
    await expect(retire(third)).rejects.toThrow(`Release ${third} cannot be retired: readers see it`)
    await retire(publish === 'never' ? first : second)
    await gate.query('select pg_advisory_unlock(42)')
    expect((await building).state).toBe(publish === 'never' ? 'candidate' : 'published')
    if (publish === 'auto') shop.held.set(run, await shop.read(run))
    await gate.query('select pg_advisory_lock(42)')
  }
  await gate.query('select pg_advisory_unlock(42)')
  gate.release()
  await shop.change(tinyShop())
  await expectKept([third, (await readable()).at(-1)!])
  const later = await shop.nights(1)
  await expectKept([...(await readable()).slice(0, 2), ...later])
})

test('a release that must stay, or cannot be pinned, is refused with the reason, and nothing changes', { timeout: 120_000 }, async () => {
  shop = await openRetained()
  const [first, second, third] = (await shop.nights(3)) as [number, number, number]
  await pinRelease(shop.database, first, 'audit', { days: 30 }, 'tester')
  await shop.load()
  const candidate = (await shop.build({ publish: 'never' })).run_id
  await goTo(second)
  const everything = async () => [
    await shop.query('select release, state, retired_at from meta.release order by release'),
    await shop.query('select * from meta.pin order by name'),
    await shop.query('select relation, version, retired_at from meta.version order by relation, version'),
  ]
  const before = await everything()
  const pin = (release: number, name = 'x') => pinRelease(shop.database, release, name, { days: 1 }, 'tester')
  const until = (time: string) => pinRelease(shop.database, first, 'x', { until: time, time_zone: 'Europe/London' }, 'tester')
  const refused: [() => Promise<unknown>, string][] = [
    [() => retire(second), `Release ${second} cannot be retired: readers see it`],
    [() => retire(third), `Release ${third} cannot be retired: it is the newest published one`],
    [() => retire(first), `Release ${first} cannot be retired: it is pinned as audit until `],
    [() => retire(candidate), `Release ${candidate} cannot be retired: it is a candidate`],
    [() => retire(99), 'There is no release 99'],
    [() => pin(second, 'audit'), `The pin audit exists already: tester pinned release ${first} until `],
    [() => pin(candidate), `Release ${candidate} cannot be pinned: it is a candidate`],
    [() => pin(99), 'There is no release 99'],
    [() => until('2020-01-01'), 'The pin would expire in the past: 2020-01-02 00:00:00Z'],
    [() => until('2020-07-01T12:00'), 'The pin would expire in the past: 2020-07-01 11:00:00Z'],
    [() => until('2020-07-01T12:00+05:00'), 'The pin would expire in the past: 2020-07-01 07:00:00Z'],
    [() => unpinRelease(shop.database, 'nothing', 'tester'), 'There is no pin nothing'],
  ]
  for (const [asked, says] of refused) await expect(asked()).rejects.toThrow(says)
  expect(await everything()).toEqual(before)
  await unpinRelease(shop.database, 'audit', 'tester')
  await retire(first)
  await expect(retire(first)).rejects.toThrow(/^Release \d+ cannot be retired: it was retired at .*: pruned by tester$/)
  await expect(pin(first)).rejects.toThrow(`Release ${first} cannot be pinned: it was retired at `)
})
