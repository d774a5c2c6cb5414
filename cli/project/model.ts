import type { Command } from 'commander'

/** `memberhouse model reset` */
export function register(program: Command): void {
  program
    .command('model')
    .description('make a change to a relation that schema sync refuses')
    .command('reset <name>')
    .description('drop all versions of a relation and create it again, empty, from its current contract')
    .option('--yes', 'do it; without this option, only print what would be lost')
    .addHelpText('after', '\nExample:\n  memberhouse model reset dws.member_rfm --yes\n')
    .action(async (name: string, options: { yes?: boolean }) => {
      const { actor, withWarehouse } = await import('../warehouse.ts')
      const { compileProject } = await import('../../engine/project/compile_project.ts')
      const { readResetImpact, resetModel } = await import('../../engine/release/reset_model.ts')
      await withWarehouse(async ({ config, database }) => {
        const { nodes } = await compileProject(config.project)
        const { relation, releases, dependents } = options.yes
          ? await resetModel(database, nodes, name, actor())
          : await readResetImpact(database, nodes, name)
        console.log(`${relation} ${options.yes ? 'is empty now' : 'would be emptied'}.`)
        if (dependents.length > 0) console.log(`Models that read it: ${dependents.join(', ')}`)
        if (releases.length > 0)
          console.log(`Releases that ${options.yes ? 'lost' : 'would lose'} it and can no longer be rolled back to: ${releases.join(', ')}`)
        console.log(options.yes ? 'Reading it fails until the next build: memberhouse build' : 'To do it, add --yes.')
      })
    })
}
