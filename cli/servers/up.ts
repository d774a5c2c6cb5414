import type { Command } from 'commander'

/** `memberhouse up` */
export function register(program: Command): void {
  program
    .command('up')
    .description('start Postgres, Temporal with its web UI, and a worker, unless they are running')
    .addHelpText('after', '\nExample:\n  memberhouse up\n')
    .action(up)
}

async function up(): Promise<void> {
  const { readProjectConfig } = await import('../warehouse.ts')
  const { ensureServices } = await import('../../local/services.ts')
  const { startWorker } = await import('../../local/worker.ts')
  const { migrate } = await import('../../engine/meta/migrate.ts')
  const { openDatabase } = await import('../../engine/postgres/database.ts')
  const { readTemporalNames } = await import('../../engine/meta/temporal_names.ts')
  const report = (line: string) => console.log(line)
  const config = await readProjectConfig()
  const services = await ensureServices(config, report)
  for (const step of await migrate(services.databaseUrl)) report(`Migrated the database: ${step}`)
  const database = openDatabase(services.databaseUrl, 'memberhouse:up', 1)
  const { taskQueue } = await readTemporalNames(database).finally(() => database.end())
  await startWorker(config, services, taskQueue, report)
  const { printStatus } = await import('../status/status.ts')
  await printStatus(config)
}
