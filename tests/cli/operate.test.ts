import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { eventually, openShop, type Shop } from '../support/command.ts'

// Parked runs on Temporal: a worker in a separate process, and a person at the command line or in the web UI.

let shop: Shop
let worker: Awaited<ReturnType<Shop['startWorker']>>
const plain = 'where sold_on < warehouse.as_of()'
const broken = 'where sold_on < warehouse.as_of() and 1 / (sale_id - 2) is not null'
const sums = (select: string) =>
  shop.write(
    'models/dws/member_sale.sql',
    `select member_id as one_id, sum(amount) as amount\nfrom dwd.sale\n${select}\ngroup by member_id\n`,
  )
const gates = (text: string) =>
  shop.write(
    'segments/spenders.ts',
    `import { bigint, defineSegment, expression, gate, numeric } from 'memberhouse'
export default defineSegment({ name: 'spenders', doc: 'Who bought for 10.', columns: { one_id: bigint('Who.'), amount: numeric('Bought for.') }, audits: [${text}] })`,
  )
const newestRun = async () => (await shop.query<{ run: number }>('select coalesce(max(run_id), 0) as run from meta.run'))[0]!.run
const status = async (run: number) =>
  (await shop.query<{ state: string; error: string | null }>(`select state, error from meta.run where run_id = ${run}`))[0]
const events = async (run: number) =>
  (await shop.query<{ event: string }>(`select event from meta.run_event where run_id = ${run} order by event_id`)).map(
    ({ event }) => event,
  )

/** Parks a run with a select that divides by zero, and returns its number. */
async function parked(): Promise<number> {
  sums(broken)
  const { code, out } = await shop.run('build', '--as-of', '2026-01-02', '--supersede')
  const run = await newestRun()
  expect(out).toContain(`Parked: run ${run} waits for a retry until`)
  expect(code).toBe(1)
  return run
}
/** Sends an update to the run's workflow, like the web UI. */
async function update(run: number, name: string, given?: object): Promise<unknown> {
  const [known] = await shop.query<{ workflow_id: string }>(`select workflow_id from meta.run where run_id = ${run}`)
  const connection = await Connection.connect({ address: inject('temporal_address') })
  try {
    const client = new Client({ connection, namespace: inject('temporal_namespace') })
    const handle = client.workflow.getHandle(known!.workflow_id)
    return await (given ? handle.executeUpdate(name, { args: [given] }) : handle.executeUpdate(name))
  } finally {
    await connection.close()
  }
}
const refused = (error: { cause: { message: string } }) => error.cause.message

beforeAll(async () => {
  shop = await openShop()
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  worker = await shop.startWorker()
  expect(await shop.run('build', '--as-of', '2026-01-02')).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => shop.close())
beforeEach(() => {
  sums(plain)
  gates('')
})

test('a retry uses the fixed model, is followed to its end, and publishes the run', { timeout: 120_000 }, async () => {
  const run = await parked()
  const again = await shop.run('run', 'retry', String(run))
  expect(again).toMatchObject({ code: 1, out: expect.stringContaining('division by zero') as string })
  sums(plain)
  const { code, out, err } = await shop.run('run', 'retry', String(run), 'member_sale')
  expect(err).toBe('')
  expect(out).toContain(`Published release ${run}: readers see it now.`)
  expect(code).toBe(0)
  expect(await events(run)).toEqual(['began', 'parked', 'retried', 'parked', 'retried', 'published'])
})

test('a refused command changes nothing; its error lists the possible ones', { timeout: 120_000 }, async () => {
  const run = await parked()
  shop.edit('models/dwd/sale.sql', 'member_id is not null', 'member_id > 0')
  const { code, err } = await shop.run('run', 'retry', String(run))
  expect(err).toContain(`Error: Changed after run ${run} had built them: dwd.sale`)
  expect(err).toContain('memberhouse build --supersede')
  expect(code).toBe(1)
  const approve = await shop.run('run', 'approve', String(run))
  expect(approve.err).toContain(`Run ${run} is parked and waits for a retry: it cannot be approved`)
  expect(approve.err).toContain(`Possible: memberhouse run retry ${run}, memberhouse run skip ${run}, memberhouse run cancel ${run}`)
  expect((await shop.run('run', 'retry', String(run), 'dwd.sale')).err).toContain(`dwd.sale has not failed in run ${run}`)
  expect((await shop.run('build')).err).toContain(`Run ${run} is parked`)
  expect(await events(run)).toEqual(['began', 'parked'])
  shop.edit('models/dwd/sale.sql', 'member_id > 0', 'member_id is not null')
})

test('skipping, also from the web UI, ends the run as a candidate and its workflow', { timeout: 120_000 }, async () => {
  const run = await parked()
  await expect(update(run, 'reject', {}).catch((error) => Promise.reject(new Error(refused(error))))).rejects.toThrow(
    `Run ${run} is parked and waits for a retry: it cannot be rejected`,
  )
  expect(await update(run, 'skip')).toMatchObject({ state: 'candidate' })
  expect(await status(run)).toMatchObject({ state: 'candidate' })
  expect(await shop.query(`select actor from meta.run_event where run_id = ${run} and event = 'skipped'`)).toEqual([
    { actor: 'Temporal web UI' },
  ])
})

test('cancelling ends a parked run', { timeout: 120_000 }, async () => {
  const run = await parked()
  expect(await shop.run('run', 'cancel', String(run))).toMatchObject({ code: 0, out: `Run ${run} is cancelled.\n` })
  expect(await shop.run('run', 'retry', String(run))).toMatchObject({
    code: 1,
    err: expect.stringContaining(`Run ${run} is cancelled`) as string,
  })
})

describe('a closed gate', () => {
  beforeEach(() => gates(`gate(expression('low', 'amount > 100'))`))

  test('is shown with its rows, and the run is published after approval', { timeout: 120_000 }, async () => {
    const { code, out } = await shop.run('build', '--supersede', '--full-refresh')
    const run = await newestRun()
    expect(code).toBe(1)
    expect(out).toContain(`Parked: run ${run} waits for an approval until`)
    expect((await shop.run('run', 'show', String(run))).out).toMatch(
      /segment\.spenders: low \(gate\) found 1 rows[^]*waits for an approval/,
    )
    const approved = await shop.run('run', 'approve', String(run), '--reason', 'known')
    expect(approved).toMatchObject({ code: 0, out: expect.stringContaining(`Published release ${run}`) as string })
    expect(await events(run)).toEqual(['began', 'parked', 'approved', 'published'])
  })

  test('and a rejection ends the run with its reason', { timeout: 120_000 }, async () => {
    await shop.run('build', '--supersede', '--full-refresh')
    const run = await newestRun()
    expect(await shop.run('run', 'reject', String(run), '--reason', 'half is missing')).toMatchObject({
      code: 0,
      out: expect.stringContaining(`Rejected: run ${run}`) as string,
    })
    expect(await status(run)).toEqual({ state: 'rejected', error: 'half is missing' })
  })
})

test('a run without Temporal parks too, and the command itself retries it', { timeout: 120_000 }, async () => {
  sums(broken)
  expect(await shop.run('build', '--local', '--supersede')).toMatchObject({ code: 1 })
  const run = await newestRun()
  sums(plain)
  expect(await shop.run('run', 'retry', String(run))).toMatchObject({
    code: 0,
    out: expect.stringContaining(`Published release ${run}`) as string,
  })
})

test('a copy of the database cancels its own runs and does not touch those of the original', { timeout: 120_000 }, async () => {
  const run = await parked()
  const [original] = await shop.query<{ workflow_id: string }>(`select workflow_id from meta.run where run_id = ${run}`)
  sums(plain)
  const copy = await openShop()
  try {
    copy.write('models/dws/member_sale.sql', 'select member_id as one_id, amount / 0 as amount from dwd.sale')
    expect(await copy.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
    expect(await copy.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 1 })
    await copy.query(`update meta.run set runner = 'temporal', workflow_id = '${original!.workflow_id}' where run_id = 1`)
    expect((await copy.run('run', 'retry', '1')).err).toContain('Run 1 began in another database, of which this one is a copy')
    expect(await copy.run('run', 'cancel', '1')).toMatchObject({ code: 0, out: 'Run 1 is cancelled.\n' })
  } finally {
    await copy.close()
  }
  expect(await status(run)).toMatchObject({ state: 'parked' })
})

test('a parked run fails at its deadline', { timeout: 120_000 }, async () => {
  shop.edit('memberhouse.config.ts', 'publication_delay_ms: 500', 'publication_delay_ms: 500, parked_hours: 0.001')
  worker.child.kill('SIGTERM')
  await worker.ended
  worker = await shop.startWorker()
  sums(broken)
  await shop.run('build', '--supersede')
  const run = await newestRun()
  await eventually(async () => (await status(run))?.state === 'failed')
  expect((await status(run))?.error).toMatch(/division by zero\nIt timed out waiting for an operator command\./)
})
