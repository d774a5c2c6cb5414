import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginRun, type BuildingRun } from '../../../engine/run/begin_run.ts'
import { buildNode } from '../../../engine/build/build_node.ts'
import { append, bigint, full, numeric, source } from '../../../engine/project/contract.ts'
import { renewLease } from '../../../engine/meta/lease.ts'
import { prepareRun } from '../../../engine/run/prepare_run.ts'
import { finishRun } from '../../../engine/run/finish_run.ts'
import { rollbackTo } from '../../../engine/release/rollback.ts'
import { runRequest, type RunRequest } from '../../../engine/meta/run_request.ts'
import { model, openWarehouse, segment, type Warehouse } from '../../support/project.ts'

const sale = model('ods.sale', {
  kind: source({ files: 'sale_*.csv', deletion: append() }),
  columns: { amount: numeric('How much.', { nullable: true }) },
})
const sum = model(
  'dwd.sum',
  { kind: full(), grain: ['total'], columns: { total: numeric('Of all.') } },
  'select coalesce(sum(amount), 0) as total from ods.sale',
)
const kept = model(
  'dwd.kept',
  { kind: full({ store: 'changes' }), grain: ['total'], columns: { total: numeric('Of all.') } },
  'select total from dwd.sum',
)
const rich = segment('rich', { columns: { one_id: bigint('Who.') } }, 'select total::bigint as one_id from dwd.sum')

let house: Warehouse
beforeEach(async () => {
  house = await openWarehouse([sale, sum, kept, rich])
  await house.load('sale_1.csv', 'amount\n1\n')
})
afterEach(() => house.close())

const requestOf = (request: Partial<RunRequest> = {}) => runRequest.parse({ actor: 'tester', as_of: '2020-01-01', ...request })
const begin = (workflow: string | null = null, request: Partial<RunRequest> = {}) =>
  beginRun(house.database, requestOf(request), { runner: 'local', workflow_id: workflow }, house.config)
const prepare = (run: BuildingRun, request: Partial<RunRequest> = {}) =>
  prepareRun(house.database, house.url, house.project(), run, requestOf(request), () => {})
const buildAll = async (run: BuildingRun) => {
  for (const node of ['dwd.sum', 'dwd.kept', 'segment.rich']) await buildNode(house.database, run, node)
}
const publish = (run: BuildingRun) => finishRun(house.database, run, [], house.config)
const expireLease = () => house.query(`update meta.lease set expires_at = clock_timestamp() - interval '1 second'`)

test('a second run fails and names the run that holds the lease', async () => {
  const { run_id } = await begin()
  await expect(begin()).rejects.toMatchObject({
    name: 'LeaseHeld',
    message: expect.stringMatching(new RegExp(`^Run ${run_id} is building \\(started .* by tester\\)$`)),
  })
})

test('of several runs that begin at once, one takes the lease and the others fail', async () => {
  const begun = await Promise.allSettled(Array.from({ length: 6 }, () => begin()))
  expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const other of begun) if (other.status === 'rejected') expect(String(other.reason)).toMatch(/^LeaseHeld: Run 1 is building/)
})

test('a workflow that begins twice gets the same run, even concurrently', async () => {
  const [one, other] = await Promise.all([begin('nightly'), begin('nightly')])
  expect(other).toEqual(one)
  expect(await begin('nightly')).toEqual(one)
  expect(await house.query('select count(*) as runs from meta.run')).toEqual([{ runs: 1 }])
})

test('an expired lease is taken over; its run fails and its nodes are skipped', async () => {
  const lost = await begin()
  await prepare(lost)
  await expireLease()
  const { run_id, fence } = await begin()
  expect(fence).toBe(lost.fence + 1)
  expect(await house.query('select run_id, state from meta.run order by run_id')).toEqual([
    { run_id: lost.run_id, state: 'failed' },
    { run_id, state: 'building' },
  ])
  expect(await house.nodes(lost.run_id)).toMatchObject({ 'dwd.sum': { state: 'skipped' } })
})

test('an expired lease that no run has taken can be renewed', async () => {
  const run = await begin()
  await prepare(run)
  await expireLease()
  await renewLease(house.database, run)
  await buildAll(run)
  expect((await publish(run)).state).toBe('published')
})

test('a run that lost its lease can neither renew it, nor build a node, nor publish', async () => {
  const zombie = await begin()
  await prepare(zombie)
  await expireLease()
  const heir = await begin()
  await expect(renewLease(house.database, zombie)).rejects.toThrow(`Run ${zombie.run_id} no longer holds the lease`)
  await expect(buildNode(house.database, zombie, 'dwd.sum')).rejects.toThrow(/no longer holds the lease|has ended/)
  expect((await publish(zombie)).state).toBe('failed')
  await expect(
    house.query(`select meta.publish($1, null, 'publish', 'zombie', interval '1 ms', $2)`, [zombie.run_id, zombie.fence]),
  ).rejects.toMatchObject({ code: 'MH003' })
  await prepare(heir)
  await buildAll(heir)
  await publish(heir)
  expect(await house.query('select relation, version from meta.version order by relation')).toEqual([
    { relation: 'dwd.kept', version: heir.run_id },
    { relation: 'dwd.sum', version: heir.run_id },
  ])
})

test('finishing a run twice publishes once and returns the same status', async () => {
  const run = await begin()
  await prepare(run)
  await buildAll(run)
  const first = await publish(run)
  expect(first.state).toBe('published')
  expect(await publish(run)).toEqual(first)
  expect(await house.query('select count(*) as made from meta.publication')).toEqual([{ made: 1 }])
})

test('a run ends as a candidate when the published release moved meanwhile', async () => {
  const first = await house.build({ as_of: '2020-01-01' })
  await house.load('sale_2.csv', 'amount\n2\n')
  await house.build({ as_of: '2020-01-01' })
  const run = await begin()
  await rollbackTo(house.database, first.run_id, 'tester', house.config.publication_delay_ms)
  await prepare(run)
  const end = await publish(run)
  expect(end).toMatchObject({ state: 'candidate', detail: expect.stringContaining('moved from 2 to 1') })
  expect(await house.rows('dwd.sum')).toEqual([{ total: '1' }])
})

test('a run with an earlier as_of ends as a candidate, unless publishing is requested', async () => {
  await house.build({ as_of: '2020-02-01' })
  expect(await house.build({ as_of: '2020-01-01' })).toMatchObject({
    state: 'candidate',
    detail: expect.stringContaining('2020-01-01 is before'),
  })
  expect((await house.build({ as_of: '2020-02-01' })).state).toBe('published')
  expect((await house.build({ as_of: '2020-01-01', publish: 'always' })).state).toBe('published')
})

test('a selection ends as a candidate, even when publishing is requested', async () => {
  await house.build({ as_of: '2020-01-01' })
  expect(await house.build({ select: ['dwd.sum'], publish: 'always' })).toMatchObject({ state: 'candidate', detail: 'built a selection' })
  expect(await house.build({ exclude: ['dwd.sum'] })).toMatchObject({ state: 'candidate', detail: 'built a selection' })
})

test('a night that builds nothing is still published', async () => {
  await house.build({ as_of: '2020-01-01' })
  const { state, run_id } = await house.build({ as_of: '2020-01-02' })
  expect(state).toBe('published')
  expect(await house.versions(run_id)).toEqual({ 'dwd.kept': 1, 'dwd.sum': 1, 'ods.sale': 1, 'segment.rich': 1 })
})

test('after a rollback the next night builds on the newest published versions', async () => {
  const first = await house.build({ as_of: '2020-01-01' })
  await house.load('sale_2.csv', 'amount\n2\n')
  const second = await house.build()
  await rollbackTo(house.database, first.run_id, 'tester', house.config.publication_delay_ms)
  expect(await house.rows('dwd.kept')).toEqual([{ total: '1' }])
  expect(await house.rows('dwd.kept', second.run_id)).toEqual([{ total: '3' }])
  const third = await house.build()
  expect(third.state).toBe('published')
  expect(await house.versions(third.run_id)).toMatchObject({ 'dwd.kept': second.run_id, 'dwd.sum': second.run_id })
  expect(await house.rows('dwd.kept')).toEqual([{ total: '3' }])
  expect(await house.rows('segment.latest')).toMatchObject([{ segment: 'rich', number: 2 }])
})

test('a rollback takes effect after the publication before it, even with a shorter delay', async () => {
  const first = await house.build({ as_of: '2020-01-01' })
  await house.load('sale_2.csv', 'amount\n2\n')
  const run = await begin()
  await prepare(run)
  await buildAll(run)
  await finishRun(house.database, run, [], { ...house.config, publication_delay_ms: 3000 })
  await rollbackTo(house.database, first.run_id, 'tester', 200)
  expect(await house.rows('dwd.kept')).toEqual([{ total: '1' }])
  await house.query('select pg_sleep(0.1 + greatest(extract(epoch from max(effective_at) - clock_timestamp()), 0)) from meta.publication')
  expect(await house.rows('dwd.kept')).toEqual([{ total: '1' }])
})

test('a rollback accepts published releases only', async () => {
  const first = await house.build({ as_of: '2020-01-01' })
  const candidate = await house.build({ publish: 'never' })
  const back = (release: number) => rollbackTo(house.database, release, 'tester', house.config.publication_delay_ms)
  await expect(back(first.run_id)).rejects.toThrow(`Release ${first.run_id} is already the published one`)
  await expect(back(candidate.run_id)).rejects.toThrow(`Release ${candidate.run_id} cannot be rolled back to: it is a candidate`)
  await expect(back(4711)).rejects.toMatchObject({ message: 'There is no release 4711', hint: `Published releases: ${first.run_id}` })
  const second = await house.build()
  await house.query(`update meta.version set retired_at = now() where relation = 'dwd.sum'`)
  await house.query(`update meta.pointer set release = $1`, [second.run_id])
  await expect(back(first.run_id)).rejects.toMatchObject({ code: 'MH005', message: expect.stringContaining('dwd.sum') })
})

test('the next run undoes unpublished rows in both kinds of storage', async () => {
  await house.build({ as_of: '2020-01-01' })
  await house.load('sale_2.csv', 'amount\n2\n')
  const candidate = await house.build({ publish: 'never' })
  expect(await house.rows('dwd.kept', candidate.run_id)).toEqual([{ total: '3' }])
  expect(await house.rows('segment.member', candidate.run_id)).toMatchObject([{ number: null, one_id: 3 }])
  await house.load('sale_3.csv', 'amount\n-2\n')
  const next = await house.build()
  expect(await house.query(`select from_version, to_version = 9223372036854775807 as is_open, total from store.dwd_kept`)).toEqual([
    { from_version: 1, is_open: true, total: '1' },
  ])
  expect(await house.query(`select relname from pg_class where relkind = 'r' and relname like 'dwd\\_sum\\_v%' order by relname`)).toEqual([
    { relname: 'dwd_sum_v1a1' },
    { relname: `dwd_sum_v${next.run_id}a1` },
  ])
  expect(await house.nodes(next.run_id)).toMatchObject({ 'dwd.kept': { state: 'unchanged' } })
  expect(await house.query('select version from segment.snapshot order by version')).toEqual([{ version: 1 }, { version: next.run_id }])
})
