import type { Command } from 'commander'

/** `memberhouse load` */
export function register(program: Command): void {
  program
    .command('load')
    .description('load files, or the files of folders, into the sources that take them by name')
    .argument('<paths...>', 'files and folders')
    .addHelpText(
      'after',
      `
Each file is loaded whole or not at all. Loading it again is harmless: content that is there already is told and left alone.
Rows that cannot be taken are kept in ods.rejected_row, with the reasons.

Examples:
  memberhouse load exports/online_retail_2011-05.csv.gz
  memberhouse load seeds/online_retail
`,
    )
    .action(load)
}

async function load(paths: string[]): Promise<void> {
  const { withWarehouse } = await import('./project.ts')
  const { readProject } = await import('../engine/project.ts')
  const { compileDefinitions } = await import('../engine/compile.ts')
  const { readFunctions } = await import('../engine/migrate.ts')
  const { planSync, syncRelations } = await import('../engine/sync_relations.ts')
  const { loadFiles } = await import('../engine/load/load_files.ts')
  const { isSource } = await import('../engine/load/source_model.ts')
  const { readFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const report = (line: string) => console.log(line)
  await withWarehouse(async ({ config, database }) => {
    // A model that does not compile is no reason to keep the night's files out.
    const { definitions } = await readProject(config.project)
    const sources = definitions.filter(({ kind, declared }) => kind === 'model' && 'kind' in declared && isSource(declared))
    const nodes = await compileDefinitions(sources, await readFunctions(), (file) => readFile(join(config.project, file), 'utf8'))
    await syncRelations(database, await planSync(database, nodes), 0, report)
    const models = sources.map(({ declared }) => declared).filter((declared) => 'kind' in declared)
    const outcomes = await loadFiles(database, models, paths, report)
    const failed = outcomes.filter(({ error }) => error !== null).length
    if (failed > 0) {
      report(`${failed} of ${outcomes.length} ${outcomes.length === 1 ? 'file was' : 'files were'} not loaded.`)
      process.exitCode = 1
    }
  })
}
