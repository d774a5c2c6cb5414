export type RunState = 'building' | 'parked' | 'candidate' | 'published' | 'failed' | 'cancelled' | 'rejected' | 'superseded'

/** What a person can do with a run. */
export type Action = 'retry' | 'skip' | 'approve' | 'reject' | 'cancel'

/** The state of a run and why it is in it; for a parked run also what it waits for, until when, and its failed nodes. */
export type RunStatus = {
  run_id: number
  state: RunState
  detail: string | null
  effective_at: Date | null
  waits_for: 'retry' | 'approval' | null
  parked_until: Date | null
  failed: string[]
}

/** Returns the actions that the state of a run allows. */
export function possibleActions({ state, waits_for }: Pick<RunStatus, 'state' | 'waits_for'>): Action[] {
  if (state === 'building') return ['cancel']
  if (state !== 'parked') return []
  return waits_for === 'approval' ? ['approve', 'reject', 'cancel'] : ['retry', 'skip', 'cancel']
}

/** Explains why the state of a run does not allow an action, and what it allows; null when it allows it. Pure: the workflow calls it too. */
export function refusal(
  action: Action,
  node: string | null,
  status: Pick<RunStatus, 'run_id' | 'state' | 'waits_for' | 'failed'>,
): string | null {
  const { run_id, state, waits_for, failed } = status
  const possible = possibleActions(status)
  if (!possible.includes(action)) {
    const described = state === 'parked' ? `parked and waits for ${waits_for === 'approval' ? 'an approval' : 'a retry'}` : state
    const next = possible.map((other) => `memberhouse run ${other} ${run_id}`).join(', ')
    return `Run ${run_id} is ${described}: it cannot be ${actionEvents[action]}\n${next === '' ? 'It has ended: build again with: memberhouse build' : `Possible: ${next}`}`
  }
  if (node !== null && !failed.some((name) => isNamed(name, node)))
    return `${node} has not failed in run ${run_id}\nFailed: ${failed.join(', ')}`
  return null
}

/** Whether `given` names the node, with or without its layer. */
export const isNamed = (name: string, given: string): boolean => name === given || name.split('.')[1] === given

/** The event that each action records. */
export const actionEvents: Record<Action, string> = {
  retry: 'retried',
  skip: 'skipped',
  approve: 'approved',
  reject: 'rejected',
  cancel: 'cancelled',
}
