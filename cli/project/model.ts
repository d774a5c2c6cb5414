import type { Command } from 'commander'

/** `memberhouse model reset` */
export function register(program: Command): void {
  program
    .command('model')
    .description('do to a relation what schema sync refuses')
    .command('reset <name>')
    .description('drop all versions of a relation and make it anew, empty, as its contract says now')
    .option('--yes', 'do it: without, only what would be lost is told')
    .addHelpText('after', '\nExample:\n  memberhouse model reset member_rfm --yes\n')
    .action(async (name: string, options: { yes?: boolean }) => {
      const { actor, withWarehouse } = await import('../warehouse.ts')
      const { compileProject } = await import('../../engine/project/compile_project.ts')
      const { readLoss, resetModel } = await import('../../engine/release/reset_model.ts')
      await withWarehouse(async ({ config, database }) => {
        const { nodes } = await compileProject(config.project)
        const { relation, releases, dependents } = options.yes
          ? await resetModel(database, nodes, name, actor())
          : await readLoss(database, nodes, name)
        console.log(`${relation} ${options.yes ? 'is empty now' : 'would be emptied'}.`)
        if (dependents.length > 0) console.log(`What reads it: ${dependents.join(', ')}`)
        if (releases.length > 0)
          console.log(`Releases that ${options.yes ? 'lost' : 'would lose'} it, and cannot be rolled back to: ${releases.join(', ')}`)
        console.log(options.yes ? 'Readers of it get an error until the next: memberhouse build' : 'Do it with --yes.')
      })
    })
}
