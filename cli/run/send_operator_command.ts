import { randomUUID } from 'node:crypto'
import {
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { checkContracts } from '../../engine/check/check_contracts.ts'
import { compileProject } from '../../engine/project/compile_project.ts'
import { isOwnWorkflow, readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { throwRefusal, type OperatorCommand } from '../../engine/run/operate_run.ts'
import { throwProblems } from '../../engine/base/problems.ts'
import { readRun } from '../../engine/meta/read_runs.ts'
import { readRunStatus } from '../../engine/meta/read_run_status.ts'
import { operateLocally } from '../../engine/run/run_locally.ts'
import { refusal, type RunStatus } from '../../engine/meta/run_state.ts'
import { messageOf } from '../../engine/run/walk.ts'
import { followRun } from './build_on_temporal.ts'
import { buildLocally } from './build_locally.ts'
import { actor, type Warehouse } from '../warehouse.ts'
import { withTemporal } from '../temporal_client.ts'

/** Sends an operator command to a parked run, on Temporal or in this process, and follows the run. */
export async function sendOperatorCommand(
  warehouse: Warehouse,
  runId: number,
  given: Pick<OperatorCommand, 'action' | 'node' | 'reason'>,
): Promise<void> {
  const { config, url, database } = warehouse
  throwRefusal(refusal(given.action, given.node, await readRunStatus(database, runId)))
  const { runner, workflow_id } = await readRun(database, runId)
  const { state } = await (runner === 'local' ? runHere() : runOnTemporal())
  const isDone = ['published', 'candidate'].includes(state) || (given.action === 'reject' && state === 'rejected')
  if (!isDone) process.exitCode = 1

  async function runHere(): Promise<RunStatus> {
    const project = await compileProject(config.project)
    if (given.action === 'retry') throwProblems(await checkContracts(url, project))
    const command = { ...given, actor: actor(), command_id: randomUUID() }
    return buildLocally(warehouse, project, (options) => operateLocally(runId, command, options))
  }

  async function runOnTemporal(): Promise<RunStatus> {
    if (!isOwnWorkflow(workflow_id!, await readTemporalNames(database)))
      throw new MemberhouseError(`Run ${runId} began in another database, of which this one is a copy`, {
        hint: `Cancel it here with: memberhouse run cancel ${runId}. Then build again with: memberhouse build`,
      })
    return withTemporal(config, async (client) => {
      const handle = client.workflow.getHandle(workflow_id!)
      const waiting = setTimeout(() => console.log('No worker has answered yet. Is one running? Start one with: memberhouse up'), 5000)
      await handle
        .executeUpdate(given.action, { args: [{ node: given.node, reason: given.reason, actor: actor() }] })
        .catch((error: unknown) => {
          throw readableError(runId, error)
        })
        .finally(() => clearTimeout(waiting))
      return followRun(
        database,
        runId,
        handle.result().catch(() => {}),
      )
    })
  }
}

function readableError(runId: number, error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const [message, ...hint] = messageOf(error).split('\n')
    return new MemberhouseError(message!, hint.length === 0 ? { cause: error } : { cause: error, hint: hint.join('\n') })
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return new MemberhouseError('No worker answered in time', {
      hint: 'Start one with: memberhouse up. It then carries out the command.',
      cause: error,
    })
  const why =
    error instanceof WorkflowNotFoundError
      ? `The workflow of run ${runId} was terminated in Temporal`
      : error instanceof ServiceError && messageOf(error.cause).includes('Workflow Task in failed state')
        ? `No worker can continue run ${runId}: the run began with different workflow code`
        : null
  if (why === null) return error
  return new MemberhouseError(why, {
    hint: `Cancel the run with: memberhouse run cancel ${runId}. Then build again with: memberhouse build`,
    cause: error,
  })
}
