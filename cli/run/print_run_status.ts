import pc from 'picocolors'
import type { Database } from '../../engine/postgres/database.ts'
import { moment } from '../../engine/base/format_table.ts'
import { untilEffective } from '../../engine/release/publish.ts'
import { possibleActions, type Action, type RunStatus } from '../../engine/meta/run_state.ts'

/** Prints where a run stands, once readers see what it published, and what can be done. */
export async function tell(database: Database, status: RunStatus): Promise<RunStatus> {
  const { run_id, state, detail, waits_for, parked_until, effective_at } = status
  if (state === 'published') {
    await untilEffective(database, new Date(effective_at!))
    console.log(`${pc.green('Published')} release ${run_id}: readers see it now.`)
  } else if (state === 'candidate') {
    console.log(
      `${pc.yellow('Candidate')} ${run_id}, not published: ${detail}. It can be read until the next run begins.\nLook at it with: memberhouse sql --release ${run_id} "select …"`,
    )
  } else if (state === 'parked') {
    console.log(
      `${pc.yellow('Parked')}: run ${run_id} waits for ${waits_for === 'retry' ? 'a retry' : 'an approval'} until ${moment(parked_until!)}; readers see what they saw.\n${detail}`,
    )
    console.log(`See why with: memberhouse run show ${run_id}`)
    for (const action of possibleActions(status)) console.log(`  memberhouse run ${action} ${run_id}`.padEnd(28), meaning[action])
  } else if (state === 'rejected') console.log(`${pc.red('Rejected')}: run ${run_id}, nothing of it is seen.\n${detail}`)
  else if (state === 'building')
    console.log(`Run ${run_id} builds no more, its workflow has ended. Free the lease with: memberhouse run cancel ${run_id}`)
  else {
    console.log(`${pc.red(state === 'failed' ? 'Failed' : 'Cancelled')}: run ${run_id}, nothing of it is seen.\n${detail ?? ''}`)
    console.log(`See why with: memberhouse run show ${run_id}`)
  }
  return status
}

const meaning: Record<Action, string> = {
  retry: 'builds what failed, as the models are now, and then what waits for it',
  skip: 'leaves what failed at its published version; the run ends as a candidate',
  approve: 'publishes it all the same',
  reject: 'ends it unpublished, with a --reason',
  cancel: 'ends it',
}
