import { allHandlersFinished, CancellationScope, condition, defineUpdate, setHandler, uuid4 } from '@temporalio/workflow'
import type { Begun } from '../engine/run/begin_run.ts'
import type { Lease } from '../engine/meta/lease.ts'
import type { OperatorCommand } from '../engine/run/operate_run.ts'
import { refusal, type RunStatus } from '../engine/meta/run_state.ts'
import { activities } from './activity_options.ts'

/** What a person gives with an update; from Temporal's web UI it may be left out or be `{}`. */
export type Asked = { node?: string | null; reason?: string | null; actor?: string } | undefined

export type Operator = ReturnType<typeof operator>

const actions = {
  retry: 'Builds the failed nodes, or the named one, as the project says now, and then all that waits for them.',
  skip: 'Leaves the failed nodes, or the named one, at their published versions. The run ends as a candidate.',
  approve: 'Publishes the run although gates are closed.',
  reject: 'Ends the run: it is not published. Give a reason.',
} satisfies Record<OperatorCommand['action'], string>

/** Takes a person's orders, as updates: refused at once where the run does not stand so. */
export function operator(): { decides: (run: Lease, parked: RunStatus, onResume: (run: Begun) => void) => Promise<RunStatus> } {
  let status: RunStatus | null = null
  let resumed: Begun | null = null

  for (const [action, description] of Object.entries(actions) as [OperatorCommand['action'], string][]) {
    const update = defineUpdate<RunStatus, [Asked]>(action)
    const give = (asked: Asked): Promise<RunStatus> =>
      // Cancelling the run must not lose sight of what the last command did.
      CancellationScope.nonCancellable(async () => {
        const { node = null, reason = null, actor = 'somebody in the web UI of Temporal' } = asked ?? {}
        const operated = await activities.operateRun(status!.run_id, { action, node, reason, actor, command_id: uuid4() })
        status = operated.status
        resumed = operated.run
        return operated.status
      })
    const validator = (asked: Asked): void => {
      if (!status) throw new Error('The run is building: possible is to cancel it')
      const why = refusal(action, asked?.node ?? null, status)
      if (why !== null) throw new Error(why)
      if (action === 'reject' && !asked?.reason?.trim()) throw new Error('Say why it is rejected: {"reason": "…"}')
    }
    setHandler(update, give, { validator, description })
  }

  return {
    /** Waits until a person decides, or the time for it is over, or another run takes the place of this one. */
    async decides(run, parked, onResume) {
      status = parked
      const isDecided = () => status?.state !== 'parked'
      try {
        while (!isDecided()) {
          const left = new Date(parked.parked_until!).getTime() - Date.now()
          // Looked at now and then: a run that superseded this one tells nobody.
          await condition(isDecided, Math.min(Math.max(left, 1000), 300_000))
          if (!isDecided()) status = await activities.expireParked(run)
        }
      } finally {
        await CancellationScope.nonCancellable(() => condition(allHandlersFinished))
        if (resumed) onResume(resumed)
        resumed = null
      }
      const decided: RunStatus = status
      if (decided.state === 'building') status = null
      return decided
    },
  }
}
