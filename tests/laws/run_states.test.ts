import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigint, append, expression, full, gate, integer, source } from '../../engine/project/contract.ts'
import { rollbackTo } from '../../engine/release/rollback.ts'
import { retireReleases } from '../../engine/release/retire_releases.ts'
import type { Action, RunState } from '../../engine/meta/run_state.ts'
import { keptVersions } from '../../engine/store/names.ts'
import { model, openWarehouse, type Warehouse } from '../support/project.ts'

// Random commands in random order: the states of runs and the rows of readers match a simple model.
const numRuns = Number(process.env['LAWS_RUNS'] ?? 4)

type Command =
  | { kind: 'load' }
  | { kind: 'edit'; what: 'line' | 'gate' }
  | { kind: 'build'; supersede: boolean; publish: 'auto' | 'never' }
  | { kind: Action; back: number }
  | { kind: 'rollback'; back: number }
  | { kind: 'retire'; back: number | null }

const back = fc.integer({ min: 0, max: 3 })
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'load' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), what: fc.constantFrom('line' as const, 'gate' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('build' as const),
      supersede: fc.boolean(),
      publish: fc.constantFrom('auto' as const, 'auto' as const, 'auto' as const, 'never' as const),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constantFrom<Action>('retry', 'retry', 'skip', 'approve', 'approve', 'reject', 'cancel'),
      back: fc.constantFrom(0, 0, 0, 1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rollback' as const), back }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retire' as const), back: fc.option(back) }) },
)

/** `broken` makes the audit of dwd.line fail; `gated` adds a gate to dws.sales that is always closed. */
const shop = ({ broken, gated }: { broken: boolean; gated: boolean }) => [
  model('ods.sale', {
    kind: source({ files: 'sale_*.csv', key: ['sale_id'], deletion: append() }),
    columns: { sale_id: bigint('Number.') },
  }),
  model(
    'dwd.line',
    {
      kind: full({ store: 'changes' }),
      grain: ['sale_id'],
      columns: { sale_id: bigint('Number.') },
      audits: broken ? [{ name: 'always', severity: 'error', failing: 'select count(*) as row_count from {rows}' }] : [],
    },
    'select sale_id from ods.sale',
  ),
  model(
    'dws.total',
    { kind: full(), grain: ['measure'], columns: { measure: integer('One.'), line_count: bigint('How many.') } },
    'select 1 as measure, count(*) as line_count from dwd.line',
  ),
  model(
    'dws.sales',
    {
      kind: full(),
      grain: ['measure'],
      columns: { measure: integer('One.'), sale_count: bigint('How many.') },
      audits: gated ? [gate(expression('never', 'false'))] : [],
    },
    'select 1 as measure, count(*) as sale_count from ods.sale',
  ),
]

type ExpectedRun = {
  state: RunState
  waits_for: 'retry' | 'approval' | null
  pointer: number | null
  sales: number
  gated: boolean
  isClosed: boolean
  publish: string
}
type ExpectedState = {
  broken: boolean
  gated: boolean
  sales: number
  runs: Map<number, ExpectedRun>
  pointer: number | null
  kept: number[]
  base: { sales: number; gated: boolean } | null
}

const initial = (): ExpectedState => ({ broken: false, gated: false, sales: 0, runs: new Map(), pointer: null, kept: [], base: null })

/** The expected state of a run after its nodes were walked or its gates approved. An approval builds nothing, so later edits do not matter. */
function finishExpected(expected: ExpectedState, run_id: number, run: ExpectedRun, isApproved = false): void {
  const isMoved = expected.pointer !== run.pointer
  if (expected.broken && !isApproved) Object.assign(run, { state: 'parked', waits_for: 'retry' })
  else if (run.publish === 'never' || isMoved) Object.assign(run, { state: 'candidate', waits_for: null })
  else if (run.isClosed && !isApproved) Object.assign(run, { state: 'parked', waits_for: 'approval' })
  else {
    Object.assign(run, { state: 'published', waits_for: null })
    Object.assign(expected, { pointer: run_id, base: { sales: run.sales, gated: run.gated }, kept: [...expected.kept, run_id] })
  }
}

function isNeeded({ runs, pointer, kept }: ExpectedState, release: number): boolean {
  const builtOn = [...runs.values()].filter(({ state }) => state === 'parked').map((run) => run.pointer)
  return release === pointer || release === kept.at(-1) || builtOn.includes(release)
}

/** Retention, which runs at the end of each run. */
function retireExpected(expected: ExpectedState): void {
  expected.kept = expected.kept.filter((release, place) => place >= expected.kept.length - keptVersions || isNeeded(expected, release))
}

async function act(house: Warehouse, expected: ExpectedState, command: Command): Promise<void> {
  const runs = [...expected.runs.keys()]
  const expectRefused = (work: Promise<unknown>, message: RegExp) => expect(work).rejects.toThrow(message)
  if (command.kind === 'load') {
    expected.sales += 1
    await house.load(`sale_${expected.sales}.csv`, `sale_id\n${expected.sales}\n`)
  } else if (command.kind === 'edit') {
    if (command.what === 'line') expected.broken = !expected.broken
    else expected.gated = !expected.gated
    await house.change(shop(expected))
  } else if (command.kind === 'build') {
    const parked = runs.find((run) => expected.runs.get(run)!.state === 'parked')
    if (parked !== undefined && !command.supersede)
      return expectRefused(house.build({ as_of: '2026-01-01', supersede: false }), /is parked/)
    if (parked !== undefined) Object.assign(expected.runs.get(parked)!, { state: 'superseded', waits_for: null })
    const { run_id } = await house.build({ as_of: '2026-01-01', supersede: command.supersede, publish: command.publish })
    const isClosed =
      expected.gated && (expected.base === null || expected.base.sales !== expected.sales || expected.base.gated !== expected.gated)
    const run: ExpectedRun = {
      state: 'building',
      waits_for: null,
      pointer: expected.pointer,
      sales: expected.sales,
      gated: expected.gated,
      isClosed,
      publish: command.publish,
    }
    expected.runs.set(run_id, run)
    finishExpected(expected, run_id, run)
    retireExpected(expected)
  } else if (command.kind === 'rollback') {
    const target = expected.kept.at(-1 - command.back)
    if (target === undefined) return
    const move = rollbackTo(house.database, target, 'tester', house.config.publication_delay_ms)
    if (target === expected.pointer) return expectRefused(move, /is already the published one/)
    await move
    expected.pointer = target
  } else if (command.kind === 'retire') {
    const target = command.back === null ? undefined : expected.kept.at(-1 - command.back)
    if (target === undefined) {
      await retireReleases(house.database)
      retireExpected(expected)
    } else if (isNeeded(expected, target))
      await expectRefused(retireReleases(house.database, { releases: [target], actor: 'tester' }), /cannot be retired/)
    else {
      await retireReleases(house.database, { releases: [target], actor: 'tester' })
      expected.kept = expected.kept.filter((release) => release !== target)
    }
  } else {
    const run_id = runs.at(-1 - command.back)
    if (run_id === undefined) return
    await operate(house, expected, command.kind, run_id)
  }
}

async function operate(house: Warehouse, expected: ExpectedState, action: Action, run_id: number): Promise<void> {
  const run = expected.runs.get(run_id)!
  if (action === 'cancel') {
    await house.cancel(run_id)
    if (run.state === 'parked') Object.assign(run, { state: 'cancelled', waits_for: null })
    return
  }
  const ask = house.operate(run_id, action, { reason: 'because' })
  const isPossible = run.state === 'parked' && (run.waits_for === 'retry' ? ['retry', 'skip'] : ['approve', 'reject']).includes(action)
  const isMoved = ['retry', 'approve'].includes(action) && expected.pointer !== run.pointer
  const isChanged = action === 'retry' && expected.gated !== run.gated
  if (!isPossible) return expect(ask).rejects.toThrow(/cannot be/)
  if (isMoved) return expect(ask).rejects.toThrow(/The published release moved/)
  if (isChanged) return expect(ask).rejects.toThrow(/Changed after run/)
  await ask
  if (action === 'skip') Object.assign(run, { state: 'candidate', waits_for: null })
  else if (action === 'reject') Object.assign(run, { state: 'rejected', waits_for: null })
  else {
    finishExpected(expected, run_id, run, action === 'approve')
    retireExpected(expected)
  }
}

/** Compares the states of runs, the lease and the rows of readers with the model. */
async function compare(house: Warehouse, expected: ExpectedState): Promise<void> {
  const actual = await house.query('select run_id, state, waits_for from meta.run order by run_id')
  expect(actual).toEqual([...expected.runs].map(([run_id, { state, waits_for }]) => ({ run_id, state, waits_for })))
  expect(await house.query('select release from meta.pointer')).toEqual([{ release: expected.pointer }])
  expect(await house.query('select run_id from meta.lease')).toEqual([{ run_id: null }])
  for (const release of expected.kept) {
    const { sales } = expected.runs.get(release)!
    expect(await house.rows('dws.sales', release)).toEqual([{ measure: 1, sale_count: sales }])
    expect(await house.rows('dws.total', release)).toEqual([{ measure: 1, line_count: sales }])
  }
  for (const [release, { state }] of expected.runs)
    if (state === 'published' && !expected.kept.includes(release)) await expect(house.rows('dws.sales', release)).rejects.toThrow(/retired/)
}

test('after any commands, runs have the states of a simple model', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyCommand, { minLength: 8, maxLength: 25 }), async (commands) => {
      const house = await openWarehouse(shop({ broken: false, gated: false }))
      const expected = initial()
      try {
        for (const command of commands) {
          await act(house, expected, command)
          await compare(house, expected)
        }
      } finally {
        await house.close()
      }
    }),
    { numRuns, endOnFailure: true },
  )
})
