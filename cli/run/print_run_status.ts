import pc from 'picocolors'
import type { Database } from '../../engine/postgres/database.ts'
import { moment } from '../../engine/base/format_table.ts'
import { waitUntilEffective } from '../../engine/release/publish.ts'
import { possibleActions, type Action, type RunStatus } from '../../engine/meta/run_state.ts'

/** Prints the state of a run and what can be done. Waits until readers see what it published. */
export async function printRunStatus(database: Database, status: RunStatus): Promise<RunStatus> {
  const { run_id, state, detail, waits_for, parked_until, effective_at } = status
  if (state === 'published') {
    await waitUntilEffective(database, new Date(effective_at!))
    console.log(`${pc.green('Published')} release ${run_id}: readers see it now.`)
  } else if (state === 'candidate') {
    console.log(
      `${pc.yellow('Candidate')} ${run_id}, not published: ${detail}. It is kept until the next run begins.\nRead it with: memberhouse sql --release ${run_id} "select …"`,
    )
  } else if (state === 'parked') {
    console.log(
      `${pc.yellow('Parked')}: run ${run_id} waits for ${waits_for === 'retry' ? 'a retry' : 'an approval'} until ${moment(parked_until!)}; readers still see the previous release.\n${detail}`,
    )
    console.log(`See why with: memberhouse run show ${run_id}`)
    for (const action of possibleActions(status)) console.log(`  memberhouse run ${action} ${run_id}`.padEnd(28), meanings[action])
  } else if (state === 'rejected') console.log(`${pc.red('Rejected')}: run ${run_id}; nothing was published.\n${detail}`)
  else if (state === 'building')
    console.log(`The workflow of run ${run_id} has ended without finishing it. Release its lease with: memberhouse run cancel ${run_id}`)
  else {
    console.log(`${pc.red(state === 'failed' ? 'Failed' : 'Cancelled')}: run ${run_id}; nothing was published.\n${detail ?? ''}`)
    console.log(`See why with: memberhouse run show ${run_id}`)
  }
  return status
}

const meanings: Record<Action, string> = {
  retry: 'builds the failed nodes with the current models, then the nodes that depend on them',
  skip: 'keeps the published version of the failed nodes; the run ends as a candidate',
  approve: 'publishes it despite the closed gates',
  reject: 'ends it without publishing; needs a --reason',
  cancel: 'ends it',
}
