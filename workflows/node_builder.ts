import type { Lease } from '../engine/meta/lease.ts'
import type { WalkNode } from '../engine/run/walk.ts'
import { activities } from './activity_options.ts'

type QueuedNode = { name: string; resolve: () => void; reject: (error: unknown) => void }

/**
 * Builds the nodes of a run, one activity each. Quick nodes that are ready at the same moment share one activity, because an activity can
 * cost Temporal more than the node costs Postgres.
 */
export function nodeBuilder(run: Lease): (node: WalkNode) => Promise<unknown> {
  let queued: QueuedNode[] = []

  const buildQueued = async () => {
    const batch = queued
    queued = []
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
      queued.push({ name, resolve, reject })
      if (queued.length === 1) void Promise.resolve().then(buildQueued)
    })
  }
}
