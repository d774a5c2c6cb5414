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
      const { default: pc } = await import('picocolors')
      await withWarehouse(async ({ config, url }) => {
        const project = await compileProject(config.project)
        const outcomes = await testModels(url, project, selectNodes(project.nodes, select))
        for (const { model, name, file, failure } of outcomes) {
          console.log(`${failure === null ? pc.green('✓') : pc.red('✗')} ${model}  ${name}`)
          if (failure !== null) console.log(`  ${file}\n${failure.replace(/^/gm, '    ')}`)
        }
        const failed = outcomes.filter((outcome) => outcome.failure !== null).length
        console.log(`${outcomes.length - failed} passed, ${failed} failed`)
        if (failed > 0) process.exitCode = 1
      })
    })
}
