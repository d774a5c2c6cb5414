import type { Command } from 'commander'

/** `memberhouse lint` */
export function register(program: Command): void {
  program
    .command('lint')
    .description('check every contract and select of the project without building anything')
    .addHelpText('after', '\nExample:\n  memberhouse lint\n')
    .action(async () => {
      const { readProjectConfig } = await import('../warehouse.ts')
      const { findDatabaseUrl } = await import('../../local/services.ts')
      const { compileProject } = await import('../../engine/project/compile_project.ts')
      const { checkContracts } = await import('../../engine/check/check_contracts.ts')
      const { throwProblems } = await import('../../engine/base/problems.ts')
      const config = await readProjectConfig()
      const project = await compileProject(config.project)
      const url = findDatabaseUrl(config)
      if (url === null) console.log('Postgres is not running: column names and types are not checked. Start it with: memberhouse up')
      else throwProblems(await checkContracts(url, project))
      console.log(`${project.nodes.length} contracts are valid.`)
    })
}
