import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bigint, append, expression, full, gate, integer, source } from '../../engine/project/contract.ts'
import { rollbackTo } from '../../engine/release/rollback.ts'
import { retireReleases } from '../../engine/release/retire_releases.ts'
import type { Action, RunState } from '../../engine/meta/run_state.ts'
import { keptVersions } from '../../engine/store/storage.ts'
import { model, openWarehouse, type Warehouse } from '../support/project.ts'

// Whatever is asked of runs, in whatever order: they stand where a model of a few lines says, and readers see what it says.
const numRuns = Number(process.env['LAWS_RUNS'] ?? 4)

type Command =
  | { kind: 'load' }
  | { kind: 'edit'; what: 'line' | 'gate' }
  | { kind: 'build'; supersede: boolean; publish: 'auto' | 'never' }
  | { kind: Action; back: number }
  | { kind: 'rollback'; back: number }
  | { kind: 'retire'; back: number | null }

const back = fc.integer({ min: 0, max: 3 })
const command: fc.Arbitrary<Command> = fc.oneof(
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

/** Lines that fail an audit when they are broken, and a count with a gate that is closed when it is there. */
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

type Told = {
  state: RunState
  waits_for: 'retry' | 'approval' | null
  expected: number | null
  sales: number
  gated: boolean
  isClosed: boolean
  publish: string
}
type Model = {
  broken: boolean
  gated: boolean
  sales: number
  runs: Map<number, Told>
  pointer: number | null
  kept: number[]
  base: { sales: number; gated: boolean } | null
}

const begin = (): Model => ({ broken: false, gated: false, sales: 0, runs: new Map(), pointer: null, kept: [], base: null })

/** What becomes of a run whose nodes were walked, or whose gates were approved: that builds nothing, whatever was edited meanwhile. */
function walked(known: Model, run_id: number, run: Told, isApproved = false): void {
  const isMoved = known.pointer !== run.expected
  if (known.broken && !isApproved) Object.assign(run, { state: 'parked', waits_for: 'retry' })
  else if (run.publish === 'never' || isMoved) Object.assign(run, { state: 'candidate', waits_for: null })
  else if (run.isClosed && !isApproved) Object.assign(run, { state: 'parked', waits_for: 'approval' })
  else {
    Object.assign(run, { state: 'published', waits_for: null })
    Object.assign(known, { pointer: run_id, base: { sales: run.sales, gated: run.gated }, kept: [...known.kept, run_id] })
  }
}

function isNeeded({ runs, pointer, kept }: Model, release: number): boolean {
  const builtOn = [...runs.values()].filter(({ state }) => state === 'parked').map(({ expected }) => expected)
  return release === pointer || release === kept.at(-1) || builtOn.includes(release)
}

/** What each run does at its end. */
function retireOld(known: Model): void {
  known.kept = known.kept.filter((release, place) => place >= known.kept.length - keptVersions || isNeeded(known, release))
}

async function act(house: Warehouse, known: Model, asked: Command): Promise<void> {
  const runs = [...known.runs.keys()]
  const refused = (work: Promise<unknown>, words: RegExp) => expect(work).rejects.toThrow(words)
  if (asked.kind === 'load') {
    known.sales += 1
    await house.load(`sale_${known.sales}.csv`, `sale_id\n${known.sales}\n`)
  } else if (asked.kind === 'edit') {
    if (asked.what === 'line') known.broken = !known.broken
    else known.gated = !known.gated
    await house.change(shop(known))
  } else if (asked.kind === 'build') {
    const parked = runs.find((run) => known.runs.get(run)!.state === 'parked')
    if (parked !== undefined && !asked.supersede) return refused(house.build({ as_of: '2026-01-01', supersede: false }), /is parked/)
    if (parked !== undefined) Object.assign(known.runs.get(parked)!, { state: 'superseded', waits_for: null })
    const { run_id } = await house.build({ as_of: '2026-01-01', supersede: asked.supersede, publish: asked.publish })
    const isClosed = known.gated && (known.base === null || known.base.sales !== known.sales || known.base.gated !== known.gated)
    const run: Told = {
      state: 'building',
      waits_for: null,
      expected: known.pointer,
      sales: known.sales,
      gated: known.gated,
      isClosed,
      publish: asked.publish,
    }
    known.runs.set(run_id, run)
    walked(known, run_id, run)
    retireOld(known)
  } else if (asked.kind === 'rollback') {
    const target = known.kept.at(-1 - asked.back)
    if (target === undefined) return
    const move = rollbackTo(house.database, target, 'tester', house.config.publication_delay_ms)
    if (target === known.pointer) return refused(move, /is the published one already/)
    await move
    known.pointer = target
  } else if (asked.kind === 'retire') {
    const target = asked.back === null ? undefined : known.kept.at(-1 - asked.back)
    if (target === undefined) {
      await retireReleases(house.database)
      retireOld(known)
    } else if (isNeeded(known, target))
      await refused(retireReleases(house.database, { releases: [target], actor: 'tester' }), /cannot be retired/)
    else {
      await retireReleases(house.database, { releases: [target], actor: 'tester' })
      known.kept = known.kept.filter((release) => release !== target)
    }
  } else {
    const run_id = runs.at(-1 - asked.back)
    if (run_id === undefined) return
    await order(house, known, asked.kind, run_id)
  }
}

async function order(house: Warehouse, known: Model, action: Action, run_id: number): Promise<void> {
  const run = known.runs.get(run_id)!
  if (action === 'cancel') {
    await house.cancel(run_id)
    if (run.state === 'parked') Object.assign(run, { state: 'cancelled', waits_for: null })
    return
  }
  const ask = house.operate(run_id, action, { reason: 'because' })
  const isPossible = run.state === 'parked' && (run.waits_for === 'retry' ? ['retry', 'skip'] : ['approve', 'reject']).includes(action)
  const isMoved = ['retry', 'approve'].includes(action) && known.pointer !== run.expected
  const isChanged = action === 'retry' && known.gated !== run.gated
  if (!isPossible) return expect(ask).rejects.toThrow(/cannot be/)
  if (isMoved) return expect(ask).rejects.toThrow(/Readers were moved/)
  if (isChanged) return expect(ask).rejects.toThrow(/Changed since run/)
  await ask
  if (action === 'skip') Object.assign(run, { state: 'candidate', waits_for: null })
  else if (action === 'reject') Object.assign(run, { state: 'rejected', waits_for: null })
  else {
    walked(known, run_id, run, action === 'approve')
    retireOld(known)
  }
}

/** Runs stand, and readers read, as the model says; nobody holds the lease. */
async function compare(house: Warehouse, known: Model): Promise<void> {
  const stands = await house.query('select run_id, state, waits_for from meta.run order by run_id')
  expect(stands).toEqual([...known.runs].map(([run_id, { state, waits_for }]) => ({ run_id, state, waits_for })))
  expect(await house.query('select release from meta.pointer')).toEqual([{ release: known.pointer }])
  expect(await house.query('select run_id from meta.lease')).toEqual([{ run_id: null }])
  for (const release of known.kept) {
    const { sales } = known.runs.get(release)!
    expect(await house.rows('dws.sales', release)).toEqual([{ measure: 1, sale_count: sales }])
    expect(await house.rows('dws.total', release)).toEqual([{ measure: 1, line_count: sales }])
  }
  for (const [release, { state }] of known.runs)
    if (state === 'published' && !known.kept.includes(release)) await expect(house.rows('dws.sales', release)).rejects.toThrow(/retired/)
}

test('runs end, park and go on as a model of a few lines says, whatever is asked of them', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 25 }), async (commands) => {
      const house = await openWarehouse(shop({ broken: false, gated: false }))
      const known = begin()
      try {
        for (const asked of commands) {
          await act(house, known, asked)
          await compare(house, known)
        }
      } finally {
        await house.close()
      }
    }),
    { numRuns, endOnFailure: true },
  )
})
