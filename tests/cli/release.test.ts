import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, openShop, type Shop } from '../support/command.ts'

// The release commands, each in a separate process. For refusals see tests/engine/store/retention.test.ts.

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  for (const night of [1, 2, 3]) {
    if (night > 1)
      shop.write(
        `sale_${night}.csv`,
        `sale_id,member_id,sold_on,amount,note\n1,7,2026-01-01,${night * 10},\n${night + 1},${night + 7},2026-01-01,1,\n`,
      )
    expect(await shop.run('load', `sale_${night}.csv`)).toMatchObject({ code: 0 })
    expect(await shop.run('build', '--local', '--as-of', '2026-01-05')).toMatchObject({ code: 0 })
  }
}, 300_000)
afterAll(() => shop.close(), 120_000)

test('diff counts the rows that differ between two releases, and shows the columns by key', { timeout: 120_000 }, async () => {
  const all = await shop.run('release', 'diff', '1', '3')
  expect(all.out).toMatch(/relation +added +removed +changed\n/)
  expect(all.out).toMatch(/dwd\.sale +2 +0 +1\n/)
  expect(all.out).toMatch(/dws\.member_sale +2 +0 +1\n/)
  const one = await shop.run('release', 'diff', '2', '3', 'member_sale', '--limit', '1')
  expect(one.out.split('\n').map((line) => line.trim().split(/ +/))).toEqual([
    'dws.member_sale: 1 rows added, 0 removed, 1 changed'.split(' '),
    [''],
    ['one_id', 'column', 'before', 'after'],
    ['7', 'changed', 'amount', '20', '30'],
    [''],
    '1 more rows: print them with --limit.'.split(' '),
    [''],
  ])
  const { out } = await shop.run('release', 'diff', '2', '3', 'spenders', '--json')
  expect(JSON.parse(out)).toMatchObject({
    relation: 'segment.spenders',
    added: 0,
    rows: [{ change: 'changed', key: { one_id: '7' }, columns: [{ column: 'amount', before: '20', after: '30' }] }],
  })
  expect(await shop.run('release', 'diff', 'x', '3')).toMatchObject({
    code: 2,
    err: expect.stringContaining("before: expected a number, got 'x'") as string,
  })
})

test('pin keeps a release under a name, until a business day or a time', { timeout: 120_000 }, async () => {
  const { out } = await shop.run('release', 'pin', '1', '--name', 'audit', '--until', '2099-12-31')
  // The day is included, in the time zone of the business: Asia/Shanghai.
  expect(out).toBe('Release 1 is pinned as audit until 2099-12-31 16:00:00Z.\n')
  expect((await shop.run('release', 'pin', '2', '--name', 'noon', '--until', '2099-12-31T12:00')).out).toContain('2099-12-31 04:00:00Z')
  expect((await shop.run('release', 'list')).out).toMatch(/\n +1 .*published .*pinned as audit by \w+ until 2099-12-31 16:00:00Z\n/)
  const wrong: [string, ...string[]][] = [
    ['--until: expected a date', '--until', '2099-02-30'],
    ['--days: expected 1 to 3650, got 0', '--days', '0'],
    ['Use --days or --until, not both', '--days', '3', '--until', '2099-01-01'],
  ]
  for (const [says, ...args] of wrong) {
    const end = await shop.run('release', 'pin', '2', '--name', 'x', ...args)
    expect(end).toMatchObject({ code: 2, err: expect.stringContaining(says) as string })
  }
  expect((await shop.run('release', 'prune', '1')).err).toMatch(/Release 1 cannot be retired: it is pinned as audit until 2099/)
  const reset = await shop.run('model', 'reset', 'member_sale', '--yes')
  expect(reset.err).toMatch(/dws\.member_sale cannot be reset: pinned releases hold it: audit \(release 1, by \w+ until/)
  expect((await shop.run('release', 'unpin', 'noon')).out).toBe('Release 2 is no longer pinned as noon.\n')
  expect((await shop.run('release', 'unpin', 'noon')).err).toContain('There is no pin noon\nPins: audit')
})

test('prune retires named releases and prints the dropped versions', { timeout: 120_000 }, async () => {
  await shop.run('release', 'unpin', 'audit')
  expect(await shop.run('release', 'prune', '3', '1')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Release 3 cannot be retired: readers see it') as string,
  })
  expect((await shop.run('release', 'prune')).out).toBe('No release to retire.\n')
  expect((await shop.run('release', 'prune', '1')).out).toBe(
    'Retired: 1\nDropped dwd.sale, version 1: 1 rows\nDropped dws.member_sale, version 1: 2 rows\n',
  )
  expect((await shop.run('sql', 'select count(*) from dws.member_sale', '--release', '1')).err).toMatch(
    /release 1 was retired at .*: pruned by \w+\n/,
  )
  expect((await shop.run('release', 'list')).out).not.toMatch(/\n +1 /)
  expect((await shop.run('release', 'list', '--all')).out).toMatch(/\n +1 .*retired .*retired 20.*: pruned by \w+\n/)
})

test('the next prune finishes a killed one; a version that a reader uses is dropped later', { timeout: 120_000 }, async () => {
  const reader = await shop.database.connect()
  await reader.query(`begin isolation level repeatable read; set local memberhouse.release = '2'; select * from dws.member_sale`)
  const gate = await shop.database.connect()
  await gate.query(`select pg_advisory_lock(hashtext('memberhouse:retention'))`)
  const prune = shop.start(['release', 'prune', '2'])
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`
  await eventually(async () => (await shop.query(waiting)).length > 0)
  prune.child.kill('SIGKILL')
  await prune.ended
  await gate.query(`select pg_advisory_unlock(hashtext('memberhouse:retention'))`)
  gate.release()
  expect((await shop.run('sql', 'select count(*) from dwd.sale', '--release', '2')).err).toMatch(/release 2 was retired at/)

  expect((await shop.run('release', 'prune')).out).toMatch(
    /^No release to retire\.\nDropped dwd\.sale, version 2: \d+ rows\nStill in use: dws\.member_sale, version 2: read by pid \d+ \(memberhouse:test, since /,
  )
  const { rows } = await reader.query('select one_id, amount from dws.member_sale order by one_id limit 1')
  expect(rows).toEqual([{ one_id: 7, amount: '20' }])
  await reader.query('commit')
  reader.release()
  expect((await shop.run('release', 'prune')).out).toBe('No release to retire.\nDropped dws.member_sale, version 2: 3 rows\n')
})
