import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { pinRelease, unpinRelease } from '../../engine/release/pin_release.ts'
import { rollbackTo } from '../../engine/release/rollback.ts'
import { retireReleases } from '../../engine/release/retire_releases.ts'
import { openRetained, type Retained } from '../support/shops/retained_shop.ts'
import { tinyShop } from '../support/shops/tiny_shop.ts'
import { dateOf } from '../support/shops/tiny_shop_oracle.ts'

// Each run plays random commands on a new shop; `LAWS_RUNS=60` searches longer than the default.
const numRuns = Number(process.env['LAWS_RUNS'] ?? 3)

type Command = { kind: 'publish' | 'candidate' | 'fail' | 'rollback' | 'pin' | 'unpin' | 'prune' | 'retire'; which: number }
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom(
    'publish',
    'publish',
    'publish',
    'candidate',
    'fail',
    'rollback',
    'pin',
    'unpin',
    'prune',
    'prune',
    'prune',
    'retire',
  ),
  which: fc.nat(50),
})

test('after any publications, rollbacks, pins and prunings, kept releases are unchanged and nothing else is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 20 }), async (commands) => {
      const shop = await openRetained()
      try {
        await runCommands(shop, commands)
      } finally {
        await shop.close()
      }
    }),
    { numRuns, endOnFailure: true, ...(process.env['LAWS_SEED'] ? { seed: Number(process.env['LAWS_SEED']) } : {}) },
  )
}, 600_000)

async function runCommands(shop: Retained, commands: Command[]): Promise<void> {
  let [pointer] = await shop.nights(1)
  const kept = new Set(shop.held.keys())
  const retired = new Set<number>()
  const pins = new Map<string, number>()
  // The published release when the parked run began.
  let parkedOn: number | null = null
  const isFree = (release: number) =>
    release !== pointer && release !== parkedOn && release !== Math.max(...kept) && ![...pins.values()].includes(release)
  const retire = (release: number) => {
    kept.delete(release)
    retired.add(release)
  }

  /** The releases that retention retires, also at the end of each build. */
  const beyondKept = () =>
    [...kept]
      .sort((one, other) => other - one)
      .slice(7)
      .filter(isFree)

  for (const [place, { kind, which }] of commands.entries()) {
    const chosen = [...shop.held.keys()][which % shop.held.size]!
    if (kind === 'publish') {
      pointer = (await shop.nights(1))[0]!
      // During the retention of the build, readers may still see the release before it, which is then kept once more.
      await retireReleases(shop.database)
      parkedOn = null
      kept.add(pointer)
      beyondKept().forEach(retire)
    }
    if (kind === 'candidate' || kind === 'fail') {
      await shop.load()
      await shop.change(tinyShop({ broken: kind === 'fail' }))
      expect((await shop.build({ as_of: dateOf(5), publish: 'never', supersede: true })).state).toBe(
        kind === 'fail' ? 'parked' : 'candidate',
      )
      parkedOn = kind === 'fail' ? pointer! : null
      await shop.change(tinyShop())
      beyondKept().forEach(retire)
    }
    if (kind === 'rollback' && chosen !== pointer) {
      const moved = rollbackTo(shop.database, chosen, 'tester', 200)
      if (kept.has(chosen)) await moved.then(() => (pointer = chosen))
      else await expect(moved).rejects.toThrow(/cannot be rolled back to|There is no release/)
    }
    if (kind === 'pin') {
      const pinned = pinRelease(shop.database, chosen, `pin${place}`, { days: 1 }, 'tester')
      if (kept.has(chosen)) await pinned.then(() => pins.set(`pin${place}`, chosen))
      else await expect(pinned).rejects.toThrow(`Release ${chosen} cannot be pinned: it was retired`)
    }
    if (kind === 'unpin' && pins.size > 0) {
      const name = [...pins.keys()][which % pins.size]!
      expect(await unpinRelease(shop.database, name, 'tester')).toBe(pins.get(name))
      pins.delete(name)
    }
    if (kind === 'prune') {
      const pruned = retireReleases(shop.database, { releases: [chosen], actor: 'tester' })
      if (kept.has(chosen) && isFree(chosen)) await pruned.then(() => retire(chosen))
      else await expect(pruned).rejects.toBeInstanceOf(MemberhouseError)
    }
    if (kind === 'retire') {
      const beyond = beyondKept()
      expect((await retireReleases(shop.database)).retired).toEqual(beyond)
      beyond.forEach(retire)
    }
    for (const release of kept) expect(await shop.read(release), `release ${release}`).toEqual(shop.held.get(release))
    for (const release of retired) await expect(shop.read(release), `release ${release}`).rejects.toMatchObject({ code: 'MH002' })
    expect(await shop.read()).toEqual(shop.held.get(pointer!))
  }
  // The next night undoes the rows of candidates and failed runs; then every stored row belongs to a kept release.
  pointer = (await shop.nights(1))[0]!
  await retireReleases(shop.database)
  expect(await shop.surplus()).toBe(0)
}
