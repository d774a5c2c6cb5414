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
    .description('build what changed, publish it as one release, and show the progress')
    .option('--as-of <date>', 'the as_of date, exclusive; default: that of the release that readers see, or today')
    .option(
      '--select <selector>',
      'build only these: name, +name, name+, layer:dws, tag:x; repeatable; the run ends as a candidate',
      collect,
    )
    .option('--exclude <selector>', 'build all but these; repeatable; the run ends as a candidate', collect)
    .option('--full-refresh', 'build everything, changed or not')
    .option('--publish', 'publish even if as_of is earlier than that of the published release')
    .option('--no-publish', 'end as a candidate; read it with: memberhouse sql --release <run>')
    .option('--supersede', 'end a parked run and build')
    .option('--local', 'build in this process, without Temporal')
    .addHelpText('after', '\nExamples:\n  memberhouse build --as-of 2011-06-01\n  memberhouse build --select member_rfm+ --local\n')
    .action(async (options: Options, command: Command) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const isGiven = command.getOptionValueSource('publish') === 'cli'
      await withWarehouse((warehouse) => build(warehouse, options, !isGiven ? 'auto' : options.publish ? 'always' : 'never'))
    })
}

async function build(warehouse: Warehouse, options: Options, publish: RunRequest['publish']): Promise<void> {
  const { readRequest } = await import('./read_request.ts')
  const { compileProject } = await import('../../engine/project/compile_project.ts')
  const { checkContracts } = await import('../../engine/check/check_contracts.ts')
  const { throwProblems } = await import('../../engine/base/problems.ts')
  const { selectNodes } = await import('../../engine/project/select_nodes.ts')
  const { judgeAsOf, warnOfGate } = await import('../../engine/meta/judge_as_of.ts')
  const request = readRequest(options, publish)
  // Checked first: a new run drops earlier candidates, so a project that does not compile must not begin one.
  const project = await compileProject(warehouse.config.project)
  throwProblems(await checkContracts(warehouse.url, project))
  selectNodes(project.nodes, request.select, request.exclude)
  const { gate } = await judgeAsOf(warehouse.database, request.as_of, warehouse.config)
  if (gate !== null) console.log(`${warnOfGate(gate)} If the date is wrong, cancel the run and build with the right one.`)
  const { state } = await (options.local ? runHere() : runOnTemporal())
  if (state !== 'published' && state !== 'candidate') process.exitCode = 1

  async function runHere(): Promise<RunStatus> {
    const { buildLocally } = await import('./build_locally.ts')
    const { runLocally } = await import('../../engine/run/run_locally.ts')
    return buildLocally(warehouse, project, (locally) => runLocally(request, locally))
  }
  async function runOnTemporal(): Promise<RunStatus> {
    const { buildOnTemporal } = await import('./build_on_temporal.ts')
    return buildOnTemporal(warehouse, request)
  }
}
