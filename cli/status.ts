import type { Command } from 'commander'
import type { Config } from '../engine/config.ts'

/** `memberhouse status` */
export function register(program: Command): void {
  program
    .command('status')
    .description('tell which servers run and how each is reached')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  memberhouse status --json\n')
    .action(async (options: { json?: boolean }) => {
      const { readProject } = await import('./project.ts')
      await printStatus(await readProject(), options)
    })
}

/** Prints which servers run and how each is reached. */
export async function printStatus(config: Config, { json = false } = {}): Promise<void> {
  const { servicesStatus } = await import('../local/status.ts')
  const rows = await servicesStatus(config)
  if (json) return console.log(JSON.stringify(rows, null, 2))
  for (const { name, state, url, detail } of rows) {
    console.log([name.padEnd(12), state.padEnd(12), url ?? '', ...(detail === null ? [] : [`(${detail})`])].join(' ').trimEnd())
  }
}
