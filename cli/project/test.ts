import type { Command } from 'commander'

/** `memberhouse test` */
export function register(program: Command): void {
  program
    .command('test [select...]')
    .description('run the unit tests of models: given input rows, expected output rows')
    .addHelpText('after', '\nExample:\n  memberhouse test member_rfm\n')
    .action(async (select: string[]) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { compileProject } = await import('../../engine/project/compile_project.ts')
      const { selectNodes } = await import('../../engine/project/select_nodes.ts')
      const { testModels } = await import('../../engine/check/test_models.ts')
      const { printTestOutcomes } = await import('./print_test_outcomes.ts')
      await withWarehouse(async ({ config, url }) => {
        const project = await compileProject(config.project)
        const outcomes = await testModels(url, project, selectNodes(project.nodes, select))
        const hasPassed = printTestOutcomes(outcomes)
        const tested = new Set(project.tests.map((suite) => suite.model))
        const named = select.flatMap((selector) => [...selectNodes(project.nodes, [selector.replace(/^\+|\+$/g, '')])])
        for (const { name, kind } of project.nodes) {
          if (named.includes(name) && !tested.has(name) && (kind === 'full' || kind === 'computed')) console.log(`${name} has no tests`)
        }
        if (!hasPassed || outcomes.length === 0) process.exitCode = 1
      })
    })
}
