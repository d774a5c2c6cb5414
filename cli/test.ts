import type { Command } from 'commander'

/** `memberhouse test` */
export function register(program: Command): void {
  program
    .command('test [select...]')
    .description('run the unit tests of models: rows given, rows expected')
    .addHelpText('after', '\nExample:\n  memberhouse test member_rfm\n')
    .action(async (select: string[]) => {
      const { withWarehouse } = await import('./project.ts')
      const { compileProject } = await import('../engine/compile.ts')
      const { selectNodes } = await import('../engine/select_nodes.ts')
      const { testModels } = await import('../engine/test_models.ts')
      const { printOutcomes } = await import('./print_outcomes.ts')
      await withWarehouse(async ({ config, url }) => {
        const project = await compileProject(config.project)
        if (!printOutcomes(await testModels(url, project, selectNodes(project.nodes, select)))) process.exitCode = 1
      })
    })
}
