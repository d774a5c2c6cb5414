import type { Command } from 'commander'

/** `memberhouse down` */
export function register(program: Command): void {
  program
    .command('down')
    .description('stop the worker, Temporal and Postgres of this project; their data are kept')
    .addHelpText('after', '\nExample:\n  memberhouse down\n')
    .action(down)
}

async function down(): Promise<void> {
  const { readProjectConfig } = await import('../warehouse.ts')
  const { stopServices } = await import('../../local/services.ts')
  const { stopWorker } = await import('../../local/worker.ts')
  const report = (line: string) => console.log(line)
  const config = await readProjectConfig()
  // The worker first: it reports its progress to both servers when it stops.
  if (await stopWorker(config.home, report)) report('Stopped the worker')
  const stopped = await stopServices(config, report)
  for (const name of stopped) report(`Stopped ${name}`)
  if (stopped.length === 0) report('No local server is running')
}
