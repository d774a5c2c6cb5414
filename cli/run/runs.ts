import type { Command } from 'commander'
import { number } from '../arguments.ts'

type Options = { limit: string; missing?: boolean; since?: string; json?: boolean }

/** `memberhouse runs` */
export function register(program: Command): void {
  program
    .command('runs')
    .description('list the newest runs and how they ended, or the nights that published nothing')
    .option('--limit <runs>', 'how many', '20')
    .option('--missing', 'the nights that should have published a release and did not; exit code 1 when there are any')
    .option('--since <date>', 'with --missing: nights from this day on; else since the schedule was created or first ran')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  memberhouse runs --limit 5\n  memberhouse runs --missing --since 2026-06-01\n')
    .action(async (options: Options) => {
      const limit = number('--limit', options.limit)
      const { UsageError } = await import('../../engine/base/errors.ts')
      if (options.since !== undefined && !options.missing) throw new UsageError('--since goes with --missing')
      const { withWarehouse } = await import('../warehouse.ts')
      if (options.missing) {
        const { listMissing } = await import('./list_missing_nights.ts')
        return withWarehouse((warehouse) => listMissing(warehouse, options))
      }
      const { listRuns } = await import('../../engine/meta/read_runs.ts')
      const { formatTable, moment } = await import('../../engine/base/format_table.ts')
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
