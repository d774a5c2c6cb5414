import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expireParked } from '../../../engine/run/park_run.ts'
import {
  append,
  between,
  bigint,
  expression,
  full,
  gate,
  moved,
  numeric,
  source,
  text,
  type Audit,
  type Model,
} from '../../../engine/project/contract.ts'
import type { Definition } from '../../../engine/project/read_project.ts'
import { rollbackTo } from '../../../engine/release/rollback.ts'
import { model, openWarehouse, segment, type Warehouse } from '../../support/project.ts'

let house: Warehouse
beforeEach(async () => {
  house = await openWarehouse(shop({}))
  await house.load('sale_1.csv', 'sale_id,amount\n1,10\n2,20\n')
  await house.build({ as_of: '2026-01-01' })
})
afterEach(() => house.close())

type Parts = { line?: string; sum?: string; other?: string; audits?: Audit[]; more?: Definition[] }

/** Sales, their lines, a sum of those, a count that reads sales alone, and a segment of the lines. */
function shop({ line, sum, other, audits = [], more = [] }: Parts): Definition[] {
  return [
    model('ods.sale', {
      kind: source({ files: 'sale_*.csv', key: ['sale_id'], deletion: append() }),
      columns: { sale_id: bigint('Number.'), amount: numeric('How much.', { nullable: true }) },
    }),
    model(
      'dwd.line',
      {
        kind: full({ store: 'changes' }),
        grain: ['sale_id'],
        columns: { sale_id: bigint('Number.'), amount: numeric('How much.') },
        audits: [between('amount', 0, null)],
      },
      line ?? 'select sale_id, amount from ods.sale',
    ),
    model(
      'dws.sum',
      { kind: full(), grain: ['total'], columns: { total: numeric('Of all.') }, audits },
      sum ?? 'select coalesce(sum(amount), 0) as total from dwd.line',
    ),
    model(
      'dws.other',
      { kind: full(), grain: ['sale_count'], columns: { sale_count: bigint('How many.') } },
      other ?? 'select count(*) as sale_count from ods.sale',
    ),
    segment('buyers', { columns: { one_id: bigint('Who.') } }, 'select sale_id as one_id from dwd.line'),
    ...more,
  ]
}

/** Builds a run that parks because the audit of dwd.line finds a negative sale. */
async function parked(): Promise<number> {
  await house.load('sale_2.csv', 'sale_id,amount\n3,-5\n')
  const { run_id, state } = await house.build()
  expect(state).toBe('parked')
  return run_id
}
const fixed = 'select sale_id, abs(amount) as amount from ods.sale'
const states = async (run: number) => Object.fromEntries(Object.entries(await house.nodes(run)).map(([name, { state }]) => [name, state]))
const leaseHolder = async () => (await house.query('select run_id from meta.lease'))[0]!.run_id

test('a failed node parks the run: independent nodes are built, readers keep their release, the lease is released', async () => {
  const run = await parked()
  expect(await states(run)).toEqual({
    'dwd.line': 'failed',
    'dws.other': 'built',
    'dws.sum': 'waiting',
    'segment.buyers': 'waiting',
  })
  expect(await house.rows('dws.other')).toEqual([{ sale_count: 2 }])
  expect(await leaseHolder()).toBeNull()
  await expect(house.build({ supersede: false })).rejects.toThrow(`Run ${run} is parked`)
})

test('a retry builds the current model and the nodes that waited, nothing twice, and publishes', async () => {
  const run = await parked()
  await house.change(shop({ line: fixed }))
  expect(await house.operate(run, 'retry')).toMatchObject({ state: 'published', run_id: run })
  expect(await house.rows('dws.sum')).toEqual([{ total: '35' }])
  expect(await house.rows('dws.other')).toEqual([{ sale_count: 3 }])
  expect((await house.nodes(run))['dws.other']).toMatchObject({ attempt: 1 })
  expect(await house.query('select event, actor, detail from meta.run_event where run_id = $1 order by event_id', [run])).toEqual([
    { event: 'began', actor: 'tester', detail: null },
    { event: 'parked', actor: 'memberhouse', detail: 'dwd.line broke between(amount, 0, null) (1 row)' },
    { event: 'retried', actor: 'operator', detail: 'dwd.line' },
    { event: 'published', actor: 'tester', detail: null },
  ])
})

test('a retry that fails again parks again, and can be retried again', async () => {
  const run = await parked()
  expect(await house.operate(run, 'retry')).toMatchObject({ state: 'parked', failed: ['dwd.line'] })
  await house.change(shop({ line: fixed }))
  expect(await house.operate(run, 'retry')).toMatchObject({ state: 'published' })
})

test('a retry adds a new column of the failed model', async () => {
  const run = await parked()
  const parts = shop({ line: 'select sale_id, abs(amount) as amount, amount < 0 as is_returned from ods.sale' })
  const line = parts.find(({ name }) => name === 'dwd.line')!
  const declared = line.declared as Model
  declared.columns = { ...declared.columns, is_returned: { ...bigint('Whether.'), type: 'boolean' } }
  await house.change(parts)
  expect(await house.operate(run, 'retry')).toMatchObject({ state: 'published' })
  expect(await house.rows('dwd.line')).toContainEqual({ sale_id: 3, amount: '5', is_returned: true })
})

describe('a retry is refused and changes nothing', () => {
  test('when a finished node changed too', async () => {
    const run = await parked()
    await house.change(shop({ line: fixed, other: 'select count(*) + 1 as sale_count from ods.sale' }))
    await expect(house.operate(run, 'retry')).rejects.toThrow(`Changed after run ${run} had built them: dws.other`)
    expect((await states(run))['dwd.line']).toBe('failed')
  })

  test('when the model reads a relation that the run does not hold', async () => {
    const run = await parked()
    const more = [model('dwd.new', { kind: full(), grain: ['n'], columns: { n: bigint('One.') } }, 'select 1::bigint as n')]
    await house.change(shop({ line: 'select sale_id, amount from ods.sale cross join dwd.new', more }))
    await expect(house.operate(run, 'retry')).rejects.toThrow(`dwd.line reads dwd.new, which run ${run} does not hold`)
  })

  test('when the model was deleted from the project', async () => {
    const run = await parked()
    await house.change(shop({}).filter(({ name }) => name === 'ods.sale' || name === 'dws.other'))
    await expect(house.operate(run, 'retry')).rejects.toThrow('dwd.line is no longer in the project')
  })

  test('when the type of a published column changed', async () => {
    const run = await parked()
    const parts = shop({
      line: 'select sale_id, abs(amount)::text as amount from ods.sale',
      sum: 'select count(*)::numeric as total from dwd.line',
    })
    const declared = parts.find(({ name }) => name === 'dwd.line')!.declared as Model
    declared.columns = { ...declared.columns, amount: { ...numeric('Text.'), type: 'text' } }
    declared.audits = []
    await house.change(parts)
    await expect(house.operate(run, 'retry')).rejects.toThrow(/dwd\.line[^]*amount/)
    expect(await house.query('select state from meta.run where run_id = $1', [run])).toEqual([{ state: 'parked' }])
  })

  test('when the published release moved meanwhile', async () => {
    await house.load('sale_3.csv', 'sale_id,amount\n7,1\n')
    await house.build()
    const run = await parked()
    await rollbackTo(house.database, 1, 'operator', 200)
    await expect(house.operate(run, 'retry')).rejects.toThrow(`The published release moved from 2 to 1 after run ${run} began`)
    expect(await leaseHolder()).toBeNull()
  })

  test.each(['published', 'superseded', 'cancelled'] as const)('when the run is %s', async (state) => {
    const run = state === 'published' ? 1 : await parked()
    if (state === 'superseded') await house.build({ as_of: '2026-01-01', supersede: true })
    if (state === 'cancelled') await house.cancel(run)
    await expect(house.operate(run, 'retry')).rejects.toThrow(`Run ${run} is ${state}: it cannot be retried`)
  })

  test('when the named node has not failed', async () => {
    const run = await parked()
    await expect(house.operate(run, 'retry', { node: 'dws.other' })).rejects.toThrow(`dws.other has not failed in run ${run}`)
  })
})

test('skipping ends the run as a candidate with the published versions of the failed model and its dependents', async () => {
  const run = await parked()
  expect(await house.operate(run, 'skip')).toMatchObject({ state: 'candidate', detail: 'skipped dwd.line, dws.sum, segment.buyers' })
  expect(await house.rows('dws.sum', run)).toEqual([{ total: '30' }])
  expect(await house.rows('dws.other', run)).toEqual([{ sale_count: 3 }])
  expect(await house.rows('dws.other')).toEqual([{ sale_count: 2 }])
  expect(await house.versions(run)).toMatchObject({ 'dwd.line': 1, 'dws.sum': 1, 'segment.buyers': 1, 'dws.other': run })
})

test('one failed node can be retried and another skipped', async () => {
  await house.load('sale_2.csv', 'sale_id,amount\n3,-5\n')
  await house.change(shop({ other: 'select 1 / (count(*) - 3) as sale_count from ods.sale' }))
  const { run_id } = await house.build()
  expect(await house.operate(run_id, 'skip', { node: 'other' })).toMatchObject({ state: 'parked', failed: ['dwd.line'] })
  await house.change(shop({ line: fixed, other: 'select 1 / (count(*) - 3) as sale_count from ods.sale' }))
  expect(await house.operate(run_id, 'retry', { node: 'dwd.line' })).toMatchObject({ state: 'candidate', detail: 'skipped dws.other' })
  expect(await house.rows('dws.sum', run_id)).toEqual([{ total: '35' }])
})

test('an operator command that is delivered twice is executed once', async () => {
  const run = await parked()
  const command_id = 'the same'
  await house.operate(run, 'skip', { command_id })
  expect(await house.operate(run, 'skip', { command_id })).toMatchObject({ state: 'candidate' })
  expect(await house.query(`select from meta.run_event where run_id = $1 and event = 'skipped'`, [run])).toHaveLength(1)
})

test('a parked run fails at its deadline, and the next build needs no --supersede', async () => {
  const run = await parked()
  expect(await expireParked(house.database, { run_id: run, fence: 0 })).toMatchObject({ state: 'parked' })
  await house.query(`update meta.run set parked_until = now() where run_id = $1`, [run])
  await expect(house.operate(run, 'retry')).rejects.toThrow('it timed out waiting for an operator command')
  await house.change(shop({ line: fixed }))
  expect(await house.build({ supersede: false })).toMatchObject({ state: 'published' })
  expect(await house.query('select state, error from meta.run where run_id = $1', [run])).toMatchObject([
    { state: 'failed', error: expect.stringContaining('It timed out waiting for an operator command.') as string },
  ])
})

describe('a gate', () => {
  const audits = [moved({ by: 0.2, measure: 'sum(total)' })]
  const jump = async () => {
    await house.change(shop({ audits }))
    await house.build()
    await house.load('sale_2.csv', 'sale_id,amount\n3,70\n')
    return house.build()
  }

  test('that is closed parks the run and reports the change; an approval publishes it', async () => {
    const { run_id, ...status } = await jump()
    expect(status).toMatchObject({ state: 'parked', waits_for: 'approval', detail: 'dws.sum: gate moved(sum(total), 0.2) is closed' })
    expect(await house.query('select failing_row from meta.audit_failure where run_id = $1', [run_id])).toEqual([
      { failing_row: { measure: 'sum(total)', published: '30', now: '100', moved_percent: '233.33' } },
    ])
    expect(await house.rows('dws.sum')).toEqual([{ total: '30' }])
    expect(await house.operate(run_id, 'approve', { reason: 'a large order' })).toMatchObject({ state: 'published' })
    expect(await house.rows('dws.sum')).toEqual([{ total: '100' }])
    expect(await house.query(`select actor, detail from meta.run_event where run_id = $1 and event = 'approved'`, [run_id])).toEqual([
      { actor: 'operator', detail: 'a large order' },
    ])
  })

  test('can compare each part by itself', async () => {
    const mart = (select: string) =>
      model(
        'ads.mart',
        {
          ...{ kind: full(), grain: ['currency'], columns: { currency: text('Of what.'), total: numeric('Of all.') } },
          audits: [moved({ by: 0.2, measure: 'sum(total)', per: 'currency' })],
        },
        select,
      )
    await house.change(shop({ more: [mart(`select 'CNY' as currency, 1000::numeric as total union all select 'GBP', 10`)] }))
    await house.build()
    await house.change(
      shop({ more: [mart(`select 'CNY' as currency, 1100::numeric as total union all select 'GBP', 20 union all select 'EUR', 1`)] }),
    )
    const { run_id } = await house.build()
    expect(
      await house.query('select failing_row from meta.audit_failure where run_id = $1 order by failing_row ->> $2', [run_id, 'currency']),
    ).toEqual([
      { failing_row: { measure: 'sum(total)', currency: 'EUR', published: '0', now: '1', moved_percent: null } },
      { failing_row: { measure: 'sum(total)', currency: 'GBP', published: '10', now: '20', moved_percent: '100.00' } },
    ])
  })

  test('that is closed can be rejected with a reason, which ends the run', async () => {
    const { run_id } = await jump()
    await expect(house.operate(run_id, 'retry')).rejects.toThrow(`Run ${run_id} is parked and waits for an approval: it cannot be retried`)
    expect(await house.operate(run_id, 'reject', { reason: 'a typing error' })).toMatchObject({
      state: 'rejected',
      detail: 'a typing error',
    })
    await expect(house.rows('dws.sum', run_id)).rejects.toThrow(`release ${run_id} was never published`)
    expect(await house.build({ supersede: false })).toMatchObject({ state: 'parked' })
  })

  test('is open when nothing is published yet, and within its limit', async () => {
    await house.change(
      shop({
        audits,
        more: [
          model(
            'ads.new',
            { kind: full(), grain: ['total'], columns: { total: numeric('Of all.') }, audits: [moved({ by: 0 })] },
            'select total from dws.sum',
          ),
        ],
      }),
    )
    expect(await house.build()).toMatchObject({ state: 'published' })
    await house.load('sale_2.csv', 'sale_id,amount\n3,6\n')
    expect(await house.build()).toMatchObject({ state: 'published' })
  })

  test('is ignored for a run that will not be published', async () => {
    await house.change(shop({ audits: [gate(expression('small', 'total < 1'))] }))
    expect(await house.build({ publish: 'never' })).toMatchObject({ state: 'candidate' })
  })
})
