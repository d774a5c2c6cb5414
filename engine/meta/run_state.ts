export type RunState = 'building' | 'parked' | 'candidate' | 'published' | 'failed' | 'cancelled' | 'rejected' | 'superseded'

/** What a person may ask of a run. */
export type Action = 'retry' | 'skip' | 'approve' | 'reject' | 'cancel'

/** Where a run stands, and why: what a parked one waits for and until when, and its failed nodes. */
export type RunStatus = {
  run_id: number
  state: RunState
  detail: string | null
  effective_at: Date | null
  waits_for: 'retry' | 'approval' | null
  parked_until: Date | null
  failed: string[]
}

/** What can be asked of a run where it stands. */
export function possibleActions({ state, waits_for }: Pick<RunStatus, 'state' | 'waits_for'>): Action[] {
  if (state === 'building') return ['cancel']
  if (state !== 'parked') return []
  return waits_for === 'approval' ? ['approve', 'reject', 'cancel'] : ['retry', 'skip', 'cancel']
}

/** Why `action` cannot be done where the run stands, and what can; null when it can. Pure: the workflow asks it too. */
export function refusal(
  action: Action,
  node: string | null,
  status: Pick<RunStatus, 'run_id' | 'state' | 'waits_for' | 'failed'>,
): string | null {
  const { run_id, state, waits_for, failed } = status
  const possible = possibleActions(status)
  if (!possible.includes(action)) {
    const stands = state === 'parked' ? `parked and waits for ${waits_for === 'approval' ? 'an approval' : 'a retry'}` : state
    const next = possible.map((other) => `memberhouse run ${other} ${run_id}`).join(', ')
    return `Run ${run_id} is ${stands}: it cannot be ${done[action]}\n${next === '' ? 'It has ended: build again with: memberhouse build' : `Possible: ${next}`}`
  }
  if (node !== null && !failed.some((name) => isNamed(name, node)))
    return `${node} has not failed in run ${run_id}\nFailed: ${failed.join(', ')}`
  return null
}

/** Whether `given` names the node: whole, or without its layer. */
export const isNamed = (name: string, given: string): boolean => name === given || name.split('.')[1] === given

/** What an action makes of a run, as events tell it. */
export const done: Record<Action, string> = {
  retry: 'retried',
  skip: 'skipped',
  approve: 'approved',
  reject: 'rejected',
  cancel: 'cancelled',
}
