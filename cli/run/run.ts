import type { Command } from 'commander'
import type { OperatorCommand } from '../../engine/run/operate_run.ts'
import { parseNumber } from '../arguments.ts'

/** `memberhouse run show | retry | skip | approve | reject | cancel` */
export function register(program: Command): void {
  const run = program.command('run').description('show one run, or decide about a parked one')

  run
    .command('show <run>')
    .description('show the nodes and events of a run, and the rows that its audits found')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse run show 4\n')
    .action(async (runId: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { showRun } = await import('./show_run.ts')
      await withWarehouse(({ database }) => showRun(database, parseNumber('run', runId), options))
    })

  run
    .command('retry <run> [node]')
    .description('build the failed nodes of a parked run, or one of them, with the current project, then the nodes that depend on them')
    .addHelpText('after', '\nExamples:\n  memberhouse run retry 4\n  memberhouse run retry 4 dws.member_rfm\n')
    .action((runId: string, node: string | undefined) => send(runId, 'retry', node))

  run
    .command('skip <run> [node]')
    .description('keep the published version of the failed nodes of a parked run, or of one; the run ends as a candidate')
    .addHelpText('after', '\nExample:\n  memberhouse run skip 4\n')
    .action((runId: string, node: string | undefined) => send(runId, 'skip', node))

  run
    .command('approve <run>')
    .description('publish a parked run despite its closed gates')
    .option('--reason <text>', 'why; recorded with the run')
    .addHelpText('after', '\nExample:\n  memberhouse run approve 4 --reason "the sale of last weekend"\n')
    .action((runId: string, options: { reason?: string }) => send(runId, 'approve', undefined, options.reason))

  run
    .command('reject <run>')
    .description('end a parked run that waits for an approval, without publishing it')
    .requiredOption('--reason <text>', 'why; recorded with the run')
    .addHelpText('after', '\nExample:\n  memberhouse run reject 4 --reason "half of the stores are missing"\n')
    .action((runId: string, options: { reason: string }) => send(runId, 'reject', undefined, options.reason))

  run
    .command('cancel <run>')
    .description('cancel a building or parked run and its queries; nothing is published')
    .addHelpText('after', '\nExample:\n  memberhouse run cancel 4\n')
    .action(async (runId: string) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { cancelRun } = await import('./cancel_run.ts')
      await withWarehouse((warehouse) => cancelRun(warehouse, parseNumber('run', runId)))
    })
}

async function send(runId: string, action: OperatorCommand['action'], node?: string, reason?: string): Promise<void> {
  const id = parseNumber('run', runId)
  const { withWarehouse } = await import('../warehouse.ts')
  const { sendOperatorCommand } = await import('./send_operator_command.ts')
  await withWarehouse((warehouse) => sendOperatorCommand(warehouse, id, { action, node: node ?? null, reason: reason ?? null }))
}
