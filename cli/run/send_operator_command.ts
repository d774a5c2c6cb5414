import { randomUUID } from 'node:crypto'
import {
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { checkContracts } from '../../engine/check/check_contracts.ts'
import { compileProject } from '../../engine/project/compile_project.ts'
import { isOwnWorkflow } from '../../engine/meta/temporal_names.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { refuse, type OperatorCommand } from '../../engine/run/operate_run.ts'
import { throwProblems } from '../../engine/base/problems.ts'
import { readRun } from '../../engine/meta/read_runs.ts'
import { readRunStatus } from '../../engine/meta/read_run_status.ts'
import { operateLocally } from '../../engine/run/run_locally.ts'
import { refusal, type RunStatus } from '../../engine/meta/run_state.ts'
import { messageOf } from '../../engine/run/walk.ts'
import { follow } from './build_on_temporal.ts'
import { followLocally } from './build_locally.ts'
import { actor, type Warehouse } from '../warehouse.ts'
import { withTemporal } from '../temporal_client.ts'

/** Asks something of a parked run, where it runs, and follows what comes of it. */
export async function operate(
  warehouse: Warehouse,
  runId: number,
  asked: Pick<OperatorCommand, 'action' | 'node' | 'reason'>,
): Promise<void> {
  const { config, url, database } = warehouse
  refuse(refusal(asked.action, asked.node, await readRunStatus(database, runId)))
  const { runner, workflow_id } = await readRun(database, runId)
  const { state } = await (runner === 'local' ? here() : onTemporal())
  const isDone = ['published', 'candidate'].includes(state) || (asked.action === 'reject' && state === 'rejected')
  if (!isDone) process.exitCode = 1

  async function here(): Promise<RunStatus> {
    const project = await compileProject(config.project)
    if (asked.action === 'retry') throwProblems(await checkContracts(url, project))
    const command = { ...asked, actor: actor(), command_id: randomUUID() }
    return followLocally(warehouse, project, (options) => operateLocally(runId, command, options))
  }

  function onTemporal(): Promise<RunStatus> {
    if (!isOwnWorkflow(workflow_id!, url))
      throw new MemberhouseError(`Run ${runId} was begun in another database, of which this one is a copy`, {
        hint: `End it here with: memberhouse run cancel ${runId}, and build again with: memberhouse build`,
      })
    return withTemporal(config, async (client) => {
      const handle = client.workflow.getHandle(workflow_id!)
      const silence = setTimeout(() => console.log('No worker has answered yet: is one running? Start it with: memberhouse up'), 5000)
      await handle
        .executeUpdate(asked.action, { args: [{ node: asked.node, reason: asked.reason, actor: actor() }] })
        .catch((error: unknown) => {
          throw inWords(runId, error)
        })
        .finally(() => clearTimeout(silence))
      return follow(
        database,
        runId,
        handle.result().catch(() => {}),
      )
    })
  }
}

function inWords(runId: number, error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const [message, ...hint] = messageOf(error).split('\n')
    return new MemberhouseError(message!, hint.length === 0 ? { cause: error } : { cause: error, hint: hint.join('\n') })
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return new MemberhouseError('No worker answered in time', {
      hint: 'Start one with: memberhouse up. It then does what was asked.',
      cause: error,
    })
  const why =
    error instanceof WorkflowNotFoundError
      ? `Temporal no longer runs the workflow of run ${runId}: it was ended there`
      : error instanceof ServiceError && messageOf(error.cause).includes('Workflow Task in failed state')
        ? `No worker can go on with run ${runId}: its code is not the code with which the run began`
        : null
  if (why === null) return error
  return new MemberhouseError(why, {
    hint: `End the run with: memberhouse run cancel ${runId}, and build again with: memberhouse build`,
    cause: error,
  })
}
