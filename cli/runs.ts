import type { Command } from 'commander'
import { number } from './arguments.ts'

/** `memberhouse runs` */
export function register(program: Command): void {
  program
    .command('runs')
    .description('list the newest runs and how they ended')
    .option('--limit <runs>', 'how many', '20')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  memberhouse runs --limit 5\n')
    .action(async (options: { limit: string; json?: boolean }) => {
      const limit = number('--limit', options.limit)
      const { withWarehouse } = await import('./project.ts')
      const { listRuns } = await import('../engine/read_runs.ts')
      const { formatTable, moment } = await import('../engine/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const runs = await listRuns(database, limit)
        if (options.json) return console.log(JSON.stringify(runs, null, 2))
        console.log(
          formatTable(
            ['run', 'as of', 'state', 'begun', 'seconds', 'built', 'unchanged', 'as before', 'failed', 'by'],
            runs.map((run) => [
              run.run_id,
              run.as_of,
              run.has_ended ? `${run.state}, ended` : run.state,
              moment(run.started_at),
              run.seconds?.toFixed(1),
              run.built_count,
              run.unchanged_count,
              run.carried_over_count,
              run.failed_count,
              run.actor,
            ]),
          ),
        )
      })
    })
}
