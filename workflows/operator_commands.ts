import { allHandlersFinished, CancellationScope, condition, defineUpdate, setHandler, uuid4 } from '@temporalio/workflow'
import type { BuildingRun } from '../engine/run/begin_run.ts'
import type { Lease } from '../engine/meta/lease.ts'
import type { OperatorCommand } from '../engine/run/operate_run.ts'
import { refusal, type RunStatus } from '../engine/meta/run_state.ts'
import { activities } from './activity_options.ts'

/** The input of an update; in Temporal's web UI it may be omitted or `{}`. */
export type CommandInput = { node?: string | null; reason?: string | null; actor?: string } | undefined

export type Operator = ReturnType<typeof operator>

const actions = {
  retry: 'Builds the failed nodes, or the named one, with the current project, then the nodes that depend on them.',
  skip: 'Keeps the published version of the failed nodes, or of the named one. The run ends as a candidate.',
  approve: 'Publishes the run despite its closed gates.',
  reject: 'Ends the run without publishing it. Needs a reason.',
} satisfies Record<OperatorCommand['action'], string>

/** Accepts operator commands as updates. A command that the run's state does not allow is rejected at once. */
export function operator(): {
  waitForDecision: (run: Lease, parked: RunStatus, onResume: (run: BuildingRun) => void) => Promise<RunStatus>
} {
  let status: RunStatus | null = null
  let resumed: BuildingRun | null = null

  for (const [action, description] of Object.entries(actions) as [OperatorCommand['action'], string][]) {
    const update = defineUpdate<RunStatus, [CommandInput]>(action)
    const handler = (input: CommandInput): Promise<RunStatus> =>
      // Not cancellable: the outcome of the command must be known even if the run is cancelled meanwhile.
      CancellationScope.nonCancellable(async () => {
        const { node = null, reason = null, actor = 'Temporal web UI' } = input ?? {}
        const operated = await activities.operateRun(status!.run_id, { action, node, reason, actor, command_id: uuid4() })
        status = operated.status
        resumed = operated.run
        return operated.status
      })
    const validator = (input: CommandInput): void => {
      if (!status) throw new Error('The run is building: it can only be cancelled')
      const why = refusal(action, input?.node ?? null, status)
      if (why !== null) throw new Error(why)
      if (action === 'reject' && !input?.reason?.trim()) throw new Error('A rejection needs a reason: {"reason": "…"}')
    }
    setHandler(update, handler, { validator, description })
  }

  return {
    /** Waits until a person decides, the time to decide is over, or another run supersedes this one. */
    async waitForDecision(run, parked, onResume) {
      status = parked
      const isDecided = () => status?.state !== 'parked'
      try {
        while (!isDecided()) {
          const left = new Date(parked.parked_until!).getTime() - Date.now()
          // Checked every 5 minutes: a run that supersedes this one does not signal its workflow.
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
