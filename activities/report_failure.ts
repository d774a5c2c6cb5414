import { cancellationSignal } from '@temporalio/activity'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { AuditFailed } from '../engine/build/audit_rows.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { LeaseHeld, LeaseLost, type Lease } from '../engine/meta/lease.ts'
import type { RunStatus } from '../engine/meta/run_state.ts'
import { isTransient } from '../engine/postgres/is_transient.ts'

/** The message and its hint, for a person in a terminal or in Temporal's web UI. */
export const withHint = (error: Error) =>
  error instanceof MemberhouseError && error.hint ? `${error.message}\n${error.hint}` : error.message

/** Hides messages that may quote personal data, because Temporal stores them. The full text is in `meta.run_node`. */
export function hideRows(error: Error, { run_id }: Lease): string {
  if (error instanceof AuditFailed || error instanceof LeaseLost) return error.message
  const { code } = error as { code?: unknown }
  return `${typeof code === 'string' ? `SQLSTATE ${code}` : 'it failed'}, see: memberhouse run show ${run_id}`
}

/** Hides the detail of a failed or parked run, because it may quote a row. */
export const hideDetail = (status: RunStatus): RunStatus =>
  ['parked', 'failed', 'superseded'].includes(status.state) ? { ...status, detail: `see: memberhouse run show ${status.run_id}` } : status

/** Runs `work` and tells Temporal whether to retry its failure. `describe` decides how much of the error Temporal stores. */
export async function reportFailure<Result>(work: () => Promise<Result>, describe = (error: Error) => error.message): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    // Cancelled, or returned by a worker that shuts down: then another worker takes it.
    const { aborted, reason } = cancellationSignal()
    if (aborted && reason instanceof CancelledFailure) throw reason
    if (!(error instanceof Error)) throw error
    const message = describe(error)
    throw isTransient(error) || error instanceof LeaseHeld
      ? ApplicationFailure.retryable(message, error.name)
      : ApplicationFailure.create({ message, type: error.name, nonRetryable: true, cause: message === error.message ? error : undefined })
  }
}
