import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageOf, walk, type WalkNode } from '../../../engine/run/walk.ts'

/** Random graphs without cycles: a node depends on some of the nodes before it. */
const graph: fc.Arbitrary<WalkNode[]> = fc
  .array(fc.record({ heavy: fc.boolean(), reads: fc.array(fc.nat(), { maxLength: 3 }) }), { maxLength: 14 })
  .map((nodes) =>
    nodes.map(({ heavy, reads }, place) => ({
      name: `n${place}`,
      heavy,
      quick: false,
      depends_on: place === 0 ? [] : [...new Set(reads.map((read) => `n${read % place}`))],
    })),
  )

test('every node runs once, after its dependencies and within its slots; dependents of a failed node do not run', async () => {
  await fc.assert(
    fc.asyncProperty(
      graph,
      fc.uniqueArray(fc.nat(13), { maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.scheduler(),
      async (nodes, failing, heavySlots, lightSlots, scheduler) => {
        const fails = (name: string) => failing.includes(Number(name.slice(1)))
        const done = new Set<string>()
        const started: string[] = []
        const running = { heavy: 0, light: 0 }
        const walked = walk(nodes, { heavySlots, lightSlots }, async (node) => {
          const slot = node.heavy ? 'heavy' : 'light'
          started.push(node.name)
          for (const parent of node.depends_on) expect(done).toContain(parent)
          running[slot] += 1
          expect(running[slot]).toBeLessThanOrEqual(node.heavy ? heavySlots : lightSlots)
          await scheduler.schedule(Promise.resolve(), node.name)
          running[slot] -= 1
          if (fails(node.name)) throw new Error(`${node.name} is broken`)
          done.add(node.name)
        })
        const { failed } = await scheduler.waitFor(walked)

        const isReached = (name: string): boolean =>
          nodes.find((node) => node.name === name)!.depends_on.every((parent) => !fails(parent) && isReached(parent))
        const reached = nodes.map((node) => node.name).filter(isReached)
        expect([...started].sort()).toEqual([...reached].sort())
        expect(failed.map(({ name }) => name).sort()).toEqual(reached.filter(fails).sort())
        for (const { name, message } of failed) expect(message).toBe(`${name} is broken`)
      },
    ),
    { numRuns: 300 },
  )
})

test('a node waits for its own slots only', async () => {
  const nodes = ['h1', 'h2', 'l1', 'l2'].map((name) => ({ name, heavy: name.startsWith('h'), quick: false, depends_on: [] }))
  let most = 0
  let running = 0
  await walk(nodes, { heavySlots: 1, lightSlots: 2 }, async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
  })
  expect(most).toBe(3)
})

test('messageOf returns the message of the innermost cause', () => {
  expect(messageOf(new Error('outer', { cause: new Error('middle', { cause: new Error('inner') }) }))).toBe('inner')
  expect(messageOf('said')).toBe('said')
})
