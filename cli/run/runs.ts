import type { Command } from 'commander'
import { parseNumber } from '../arguments.ts'

type Options = { limit: string; missing?: boolean; since?: string; json?: boolean }

/** `memberhouse runs` */
export function register(program: Command): void {
  program
    .command('runs')
    .description('list the newest runs with their states, or the nights that published nothing')
    .option('--limit <runs>', 'how many runs to list', '20')
    .option('--missing', 'list the nights that should have published a release and did not; exit code 1 if there are any')
    .option('--since <date>', 'with --missing: nights from this day on; default: since the schedule was created or first ran')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  memberhouse runs --limit 5\n  memberhouse runs --missing --since 2026-06-01\n')
    .action(async (options: Options) => {
      const limit = parseNumber('--limit', options.limit)
      const { UsageError } = await import('../../engine/base/errors.ts')
      if (options.since !== undefined && !options.missing) throw new UsageError('--since needs --missing')
      const { withWarehouse } = await import('../warehouse.ts')
      if (options.missing) {
        const { listMissingNights } = await import('./list_missing_nights.ts')
        return withWarehouse((warehouse) => listMissingNights(warehouse, options))
      }
      const { listRuns } = await import('../../engine/meta/read_runs.ts')
      const { formatTable, moment } = await import('../../engine/base/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const runs = await listRuns(database, limit)
        if (options.json) return console.log(JSON.stringify(runs, null, 2))
        console.log(
          formatTable(
            ['run', 'as of', 'state', 'begun', 'seconds', 'built', 'unchanged', 'carried over', 'failed', 'by'],
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
