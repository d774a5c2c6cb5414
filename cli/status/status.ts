import type { Command } from 'commander'
import type { Config } from '../../engine/project/config.ts'
import type { ServiceStatus } from '../../local/status.ts'

/** `memberhouse status` */
export function register(program: Command): void {
  program
    .command('status')
    .description('show which servers run, what readers see, what is building or parked, and how fresh the sources are')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse status --json\n')
    .action(async (options: { json?: boolean }) => {
      const { readProjectConfig } = await import('../warehouse.ts')
      const { readOverview } = await import('./overview.ts')
      const { describeOverview } = await import('./describe_overview.ts')
      const overview = await readOverview(await readProjectConfig())
      if (options.json) return console.log(JSON.stringify(overview, null, 2))
      printServices(overview.services)
      console.log()
      for (const line of describeOverview(overview)) console.log(line)
    })
}

/** Prints which servers run, and their addresses. */
export async function printStatus(config: Config): Promise<void> {
  const { servicesStatus } = await import('../../local/status.ts')
  printServices(await servicesStatus(config))
}

function printServices(services: ServiceStatus[]): void {
  for (const { name, state, url, detail } of services) {
    console.log([name.padEnd(12), state.padEnd(12), url ?? '', ...(detail === null ? [] : [`(${detail})`])].join(' ').trimEnd())
  }
}
