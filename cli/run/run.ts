import type { Command } from 'commander'
import type { OperatorCommand } from '../../engine/run/operate_run.ts'
import { number } from '../arguments.ts'

/** `memberhouse run show | retry | skip | approve | reject | cancel` */
export function register(program: Command): void {
  const run = program.command('run').description('look at one run, or decide what becomes of it')

  run
    .command('show <run>')
    .description('show the nodes of a run, what happened to it, and the rows that its audits found')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  memberhouse run show 4\n')
    .action(async (runId: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { showRun } = await import('./show_run.ts')
      await withWarehouse(({ database }) => showRun(database, number('run', runId), options))
    })

  run
    .command('retry <run> [node]')
    .description('build the failed nodes of a parked run, or one of them, as the project says now, and then what waits for them')
    .addHelpText('after', '\nExamples:\n  memberhouse run retry 4\n  memberhouse run retry 4 dws.member_rfm\n')
    .action((runId: string, node: string | undefined) => ask(runId, 'retry', node))

  run
    .command('skip <run> [node]')
    .description('leave the failed nodes of a parked run, or one of them, as they are published; the run ends as a candidate')
    .addHelpText('after', '\nExample:\n  memberhouse run skip 4\n')
    .action((runId: string, node: string | undefined) => ask(runId, 'skip', node))

  run
    .command('approve <run>')
    .description('publish a parked run although gates are closed')
    .option('--reason <text>', 'why, for whoever reads it later')
    .addHelpText('after', '\nExample:\n  memberhouse run approve 4 --reason "the sale of last weekend"\n')
    .action((runId: string, options: { reason?: string }) => ask(runId, 'approve', undefined, options.reason))

  run
    .command('reject <run>')
    .description('end a parked run that waits for an approval: it is not published')
    .requiredOption('--reason <text>', 'why, for whoever reads it later')
    .addHelpText('after', '\nExample:\n  memberhouse run reject 4 --reason "half of the shops are missing"\n')
    .action((runId: string, options: { reason: string }) => ask(runId, 'reject', undefined, options.reason))

  run
    .command('cancel <run>')
    .description('end a building or parked run: its query is cancelled, nothing of it is seen')
    .addHelpText('after', '\nExample:\n  memberhouse run cancel 4\n')
    .action(async (runId: string) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { cancelRun } = await import('./cancel_run.ts')
      await withWarehouse((warehouse) => cancelRun(warehouse, number('run', runId)))
    })
}

async function ask(runId: string, action: OperatorCommand['action'], node?: string, reason?: string): Promise<void> {
  const id = number('run', runId)
  const { withWarehouse } = await import('../warehouse.ts')
  const { operate } = await import('./send_operator_command.ts')
  await withWarehouse((warehouse) => operate(warehouse, id, { action, node: node ?? null, reason: reason ?? null }))
}
