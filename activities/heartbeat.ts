import { cancellationSignal, heartbeat } from '@temporalio/activity'
import { leaseSeconds, renewLease, type Lease } from '../engine/meta/lease.ts'
import type { Database } from '../engine/postgres/database.ts'

/** Renews the lease during `work`, and heartbeats so that cancellations arrive. */
export function renewingLease<Result>(
  database: Database,
  lease: Lease,
  renewed: { fence: number; at: number },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return heartbeating(work, () => {
    // performance.now() because the system clock may be set back.
    if (renewed.fence === lease.fence && performance.now() - renewed.at < (leaseSeconds * 1000) / 4) return
    Object.assign(renewed, { fence: lease.fence, at: performance.now() })
    // Ignored: a lost lease fails the node's commit, and a missing database fails its statement.
    renewLease(database, lease).catch(() => {})
  })
}

/** Heartbeats every second during `work`, so that Temporal notices when the worker dies. */
export async function heartbeating<Result>(work: (signal: AbortSignal) => Promise<Result>, onBeat = () => {}): Promise<Result> {
  const beat = () => {
    heartbeat()
    onBeat()
  }
  beat()
  const timer = setInterval(beat, 1000)
  try {
    return await work(cancellationSignal())
  } finally {
    clearInterval(timer)
  }
}
