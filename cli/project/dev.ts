import type { Command } from 'commander'

/** `memberhouse dev` */
export function register(program: Command): void {
  program
    .command('dev')
    .description('check, test and rebuild a model each time its file is saved, and print its first rows; Ctrl-C stops it')
    .addHelpText('after', '\nExample:\n  memberhouse dev\n')
    .action(async () => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { watchProject } = await import('./watch_project.ts')
      // Connect once now, so that a missing database is reported before the first save.
      const folder = await withWarehouse(({ config }) => Promise.resolve(config.project))
      await watchProject(folder)
    })
}
