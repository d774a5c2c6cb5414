import { allHandlersFinished, CancellationScope, condition, defineUpdate, setHandler, uuid4 } from '@temporalio/workflow'
import type { Begun } from '../engine/run/begin_run.ts'
import type { Lease } from '../engine/meta/lease.ts'
import type { Order } from '../engine/run/operate_run.ts'
import { refusal, type Standing } from '../engine/meta/run_state.ts'
import { activities } from './activities.ts'

/** What a person gives with an update; from Temporal's web UI it may be left out or be `{}`. */
export type Asked = { node?: string | null; reason?: string | null; actor?: string } | undefined

export type Operator = ReturnType<typeof operator>

const actions = {
  retry: 'Builds the failed nodes, or the named one, as the project says now, and then all that waits for them.',
  skip: 'Leaves the failed nodes, or the named one, at their published versions. The run ends as a candidate.',
  approve: 'Publishes the run although gates are closed.',
  reject: 'Ends the run: it is not published. Give a reason.',
} satisfies Record<Order['action'], string>

/** Takes a person's orders, as updates: refused at once where the run does not stand so. */
export function operator(): { decides: (run: Lease, parked: Standing, onResume: (run: Begun) => void) => Promise<Standing> } {
  let standing: Standing | null = null
  let resumed: Begun | null = null

  for (const [action, description] of Object.entries(actions) as [Order['action'], string][]) {
    const update = defineUpdate<Standing, [Asked]>(action)
    const give = (asked: Asked): Promise<Standing> =>
      // Cancelling the run must not lose sight of what its last order did.
      CancellationScope.nonCancellable(async () => {
        const { node = null, reason = null, actor = 'somebody in the web UI of Temporal' } = asked ?? {}
        const operated = await activities.operateRun(standing!.run_id, { action, node, reason, actor, order_id: uuid4() })
        standing = operated.standing
        resumed = operated.run
        return operated.standing
      })
    const validator = (asked: Asked): void => {
      if (!standing) throw new Error('The run is building: possible is to cancel it')
      const why = refusal(action, asked?.node ?? null, standing)
      if (why !== null) throw new Error(why)
      if (action === 'reject' && !asked?.reason?.trim()) throw new Error('Say why it is rejected: {"reason": "…"}')
    }
    setHandler(update, give, { validator, description })
  }

  return {
    /** Waits until a person decides, or the time for it is over, or another run takes the place of this one. */
    async decides(run, parked, onResume) {
      standing = parked
      const isDecided = () => standing?.state !== 'parked'
      try {
        while (!isDecided()) {
          const left = new Date(parked.parked_until!).getTime() - Date.now()
          // Looked at now and then: a run that superseded this one tells nobody.
          await condition(isDecided, Math.min(Math.max(left, 1000), 300_000))
          if (!isDecided()) standing = await activities.expireParked(run)
        }
      } finally {
        await CancellationScope.nonCancellable(() => condition(allHandlersFinished))
        if (resumed) onResume(resumed)
        resumed = null
      }
      const decided: Standing = standing
      if (decided.state === 'building') standing = null
      return decided
    },
  }
}
