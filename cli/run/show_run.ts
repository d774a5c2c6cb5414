import type { Database } from '../../engine/postgres/database.ts'
import { formatTable, moment } from '../../engine/base/format_table.ts'
import { readRun } from '../../engine/meta/read_runs.ts'
import { readRunStatus } from '../../engine/meta/read_run_status.ts'
import { printRunStatus } from './print_run_status.ts'
import { nodeLine } from './watch_run.ts'

/** Prints one run: its nodes, its events, and the rows that its audits found. */
export async function showRun(database: Database, runId: number, { json = false }: { json?: boolean }): Promise<void> {
  const run = await readRun(database, runId)
  if (json) return console.log(JSON.stringify(run, null, 2))
  console.log(
    `Run ${run.run_id}: ${run.state}${run.has_ended ? ', ended' : ''}, as of ${run.as_of}, begun ${moment(run.started_at)} by ${run.actor}, ${run.seconds?.toFixed(1)} s\n`,
  )
  for (const node of run.nodes.filter(({ state }) => state !== 'carried_over')) console.log(nodeLine(node))
  if (run.carried_over_count > 0) console.log(`${run.carried_over_count} of ${run.nodes.length} nodes carried over.`)
  for (const { node, audit, severity, failing_count, sample, columns } of run.audits) {
    // Columns of the contract in its order, then those that the audit adds.
    const names = Object.keys(sample[0] ?? {})
    const found = `\n${node}: ${audit} (${severity}) found ${failing_count} rows`
    if (names.length === 0) {
      console.log(`${found}; all their columns are personal`)
      continue
    }
    console.log(`${found}, such as:`)
    const headings = [...columns.filter((name) => names.includes(name)), ...names.filter((name) => !columns.includes(name))]
    console.log(
      formatTable(
        headings,
        sample.map((row) => headings.map((name) => row[name])),
      ),
    )
  }
  console.log()
  console.log(
    formatTable(
      ['when', 'what', 'by', ''],
      run.events.map((event) => [moment(event.happened_at), event.event, event.actor, event.detail]),
    ),
  )
  if (run.state === 'parked') {
    console.log()
    await printRunStatus(database, await readRunStatus(database, runId))
  }
}
