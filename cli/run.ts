import type { Command } from 'commander'
import { number } from './arguments.ts'

/** `memberhouse run show | cancel` */
export function register(program: Command): void {
  const run = program.command('run').description('look at one run, or end it')

  run
    .command('show <run>')
    .description('show the nodes of a run, what happened to it, and the rows that its audits found')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  memberhouse run show 4\n')
    .action(async (runId: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('./project.ts')
      const { showRun } = await import('./show_run.ts')
      await withWarehouse(({ database }) => showRun(database, number('run', runId), options))
    })

  run
    .command('cancel <run>')
    .description('end a run: its query is cancelled, nothing of it is seen')
    .addHelpText('after', '\nExample:\n  memberhouse run cancel 4\n')
    .action(async (runId: string) => {
      const { withWarehouse } = await import('./project.ts')
      const { cancelRun } = await import('./cancel_run.ts')
      await withWarehouse((warehouse) => cancelRun(warehouse, number('run', runId)))
    })
}
