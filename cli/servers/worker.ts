import type { Command } from 'commander'

/** `memberhouse worker` */
export function register(program: Command): void {
  program
    .command('worker')
    .description('run a worker: it takes runs from Temporal and builds them until it is stopped')
    .addHelpText(
      'after',
      '\nIt logs one JSON object per line, and serves /healthz and /metrics at MEMBERHOUSE_HEALTH_ADDRESS.\n\nExample:\n  DATABASE_URL=postgres://… TEMPORAL_ADDRESS=temporal:7233 memberhouse worker\n',
    )
    .action(async () => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { findServices } = await import('../../local/services.ts')
      const { temporalConnection } = await import('../../local/temporal/connection.ts')
      const { runWorker } = await import('../../activities/run_worker.ts')
      await withWarehouse(async ({ config, url, database }) => {
        const temporal = await temporalConnection(findServices(config).temporalAddress)
        await runWorker({ config, url, database, temporal }, () => {
          process.send?.('ready')
        })
      })
    })
}
