import type { Command } from 'commander'
import { collect } from '../arguments.ts'
import type { RunStatus } from '../../engine/meta/run_state.ts'
import type { RunRequest } from '../../engine/meta/run_request.ts'
import type { Warehouse } from '../warehouse.ts'
import type { RequestOptions } from './read_request.ts'

type Options = RequestOptions & { publish?: boolean; local?: boolean }

/** `memberhouse build` */
export function register(program: Command): void {
  program
    .command('build')
    .description('build what changed and publish it as one release, followed live')
    .option('--as-of <date>', 'the date that the build speaks of, exclusive; else that of the newest published release, else today')
    .option('--select <selector>', 'only these: name, +name, name+, layer:dws, tag:x; may be repeated; ends as a candidate', collect)
    .option('--exclude <selector>', 'all but these; may be repeated; ends as a candidate', collect)
    .option('--full-refresh', 'build all, changed or not')
    .option('--publish', 'publish also what goes back in time')
    .option('--no-publish', 'end as a candidate, to be looked at with: memberhouse sql --release <run>')
    .option('--supersede', 'build over a parked run')
    .option('--local', 'in this process, without Temporal')
    .addHelpText('after', '\nExamples:\n  memberhouse build --as-of 2011-06-01\n  memberhouse build --select member_rfm+ --local\n')
    .action(async (options: Options, command: Command) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const isSaid = command.getOptionValueSource('publish') === 'cli'
      await withWarehouse((warehouse) => build(warehouse, options, !isSaid ? 'auto' : options.publish ? 'always' : 'never'))
    })
}

async function build(warehouse: Warehouse, options: Options, publish: RunRequest['publish']): Promise<void> {
  const { readRequest } = await import('./read_request.ts')
  const { compileProject } = await import('../../engine/project/compile_project.ts')
  const { checkContracts } = await import('../../engine/check/check_contracts.ts')
  const { throwProblems } = await import('../../engine/base/problems.ts')
  const { selectNodes } = await import('../../engine/project/select_nodes.ts')
  const request = readRequest(options, publish)
  // A project that does not compile is told before a run begins and ends the candidates of before.
  const project = await compileProject(warehouse.config.project)
  throwProblems(await checkContracts(warehouse.url, project))
  selectNodes(project.nodes, request.select, request.exclude)
  const { state } = await (options.local ? here() : onTemporal())
  if (state !== 'published' && state !== 'candidate') process.exitCode = 1

  async function here(): Promise<RunStatus> {
    const { followLocally } = await import('./build_locally.ts')
    const { runLocally } = await import('../../engine/run/run_locally.ts')
    return followLocally(warehouse, project, (locally) => runLocally(request, locally))
  }
  async function onTemporal(): Promise<RunStatus> {
    const { buildOnTemporal } = await import('./build_on_temporal.ts')
    return buildOnTemporal(warehouse, request)
  }
}
