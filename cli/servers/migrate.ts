import type { Command } from 'commander'

/** `memberhouse migrate` */
export function register(program: Command): void {
  program
    .command('migrate')
    .description("migrate the engine's schema in the database to the current version")
    .addHelpText('after', '\nExample:\n  memberhouse migrate\n')
    .action(async () => {
      const { readProjectConfig } = await import('../warehouse.ts')
      const { findDatabaseUrl, notRunning } = await import('../../local/services.ts')
      const { migrate } = await import('../../engine/meta/migrate.ts')
      const url = findDatabaseUrl(await readProjectConfig())
      if (url === null) throw notRunning(['Postgres'])
      const applied = await migrate(url)
      console.log(applied.length === 0 ? 'The schema is up to date.' : applied.map((step) => `Applied ${step}`).join('\n'))
    })
}
