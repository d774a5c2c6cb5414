import type { Lease } from '../engine/meta/lease.ts'
import type { WalkNode } from '../engine/run/walk.ts'
import { activities } from './activity_options.ts'

type Waiting = { name: string; resolve: () => void; reject: (error: unknown) => void }

/**
 * Builds nodes of a run: each by an activity of its own, and quick ones that are ready at the same moment together by one. An activity costs
 * some 20 ms of Temporal, a quick node less than that of Postgres.
 */
export function nodeBuilder(run: Lease): (node: WalkNode) => Promise<unknown> {
  let waiting: Waiting[] = []

  const buildWaiting = async () => {
    const batch = waiting
    waiting = []
    try {
      const names = batch.map(({ name }) => name)
      const failed = new Map((await activities.buildNodes(run, names)).map(({ name, message }) => [name, message]))
      for (const { name, resolve, reject } of batch) {
        const why = failed.get(name)
        if (why === undefined) resolve()
        else reject(new Error(why))
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return ({ name, quick, heavy }) => {
    if (!quick || heavy) return activities.buildNode(run, name)
    return new Promise<void>((resolve, reject) => {
      waiting.push({ name, resolve, reject })
      if (waiting.length === 1) void Promise.resolve().then(buildWaiting)
    })
  }
}
