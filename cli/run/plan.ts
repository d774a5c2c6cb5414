import type { Command } from 'commander'
import { collect } from '../arguments.ts'
import type { Warehouse } from '../warehouse.ts'
import type { RequestOptions } from './read_request.ts'

type Options = RequestOptions & { json?: boolean }

/** `memberhouse plan` */
export function register(program: Command): void {
  program
    .command('plan')
    .description('show what a build would do, in which order and why, without changing anything')
    .option('--as-of <date>', 'the as_of date, exclusive; default: that of the release that readers see, or today')
    .option('--select <selector>', 'plan only these: name, +name, name+, layer:dws, tag:x; repeatable', collect)
    .option('--exclude <selector>', 'plan all but these; repeatable', collect)
    .option('--full-refresh', 'plan to build everything')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  memberhouse plan\n  memberhouse plan --select member_rfm+ --as-of 2011-07-01\n')
    .action(async (options: Options) => {
      const { withWarehouse } = await import('../warehouse.ts')
      await withWarehouse((warehouse) => plan(warehouse, options))
    })
}

async function plan({ config, url, database }: Warehouse, options: Options): Promise<void> {
  const { readRequest } = await import('./read_request.ts')
  const { compileProject } = await import('../../engine/project/compile_project.ts')
  const { checkContracts } = await import('../../engine/check/check_contracts.ts')
  const { throwProblems } = await import('../../engine/base/problems.ts')
  const { planNodes } = await import('../../engine/run/plan.ts')
  const { readKnown } = await import('../../engine/meta/read_known_versions.ts')
  const { selectNodes } = await import('../../engine/project/select_nodes.ts')
  const { checkFreshness } = await import('../../engine/run/check_freshness.ts')
  const { planSync } = await import('../../engine/store/plan_sync.ts')
  const { judgeAsOf, warnOfGate } = await import('../../engine/meta/judge_as_of.ts')
  const { formatTable } = await import('../../engine/base/format_table.ts')
  const request = readRequest(options, 'auto')
  const project = await compileProject(config.project)
  throwProblems(await checkContracts(url, project))
  const { as_of, gate } = await judgeAsOf(database, request.as_of, config)
  const selected = selectNodes(project.nodes, request.select, request.exclude)
  const planned = planNodes(project.nodes, await readKnown(database), as_of, selected, request.full_refresh)
  const sync = (await planSync(database, project.nodes)).flatMap(({ node, changes, conflicts }) => [
    ...changes.map((change) => ({ relation: node.name, change, needs_reset: false })),
    ...conflicts.map((change) => ({ relation: node.name, change, needs_reset: true })),
  ])
  const stale = await checkFreshness(database, project.nodes, as_of)
  const nodes = planned.map(({ node, action, is_certain, reason }) => ({
    node: node.name,
    action,
    is_certain,
    reason,
    depends_on: node.refs,
  }))
  if (options.json) return console.log(JSON.stringify({ as_of, as_of_gate: gate, nodes, schema_sync: sync, stale_sources: stale }, null, 2))

  const building = nodes.filter((node) => node.action === 'build')
  if (gate !== null) console.log(warnOfGate(gate))
  const certain = building.filter(({ is_certain }) => is_certain).length
  const others = certain < building.length ? `, and ${building.length - certain} more if rows of their inputs change` : ''
  console.log(`As of ${as_of}: ${certain} of ${nodes.length} nodes to build${others}.`)
  if (building.length > 0)
    console.log(
      formatTable(
        ['', 'node', 'why'],
        building.map(({ node, is_certain, reason }, place) => [
          String(place + 1),
          node,
          is_certain ? reason : reason!.replace('input changed', 'if rows change'),
        ]),
      ),
    )
  for (const { severity, message } of stale) console.log(`${severity === 'error' ? 'Would fail' : 'Warning'}: ${message}`)
  for (const { relation, change, needs_reset } of sync) {
    console.log(
      needs_reset
        ? `Refused: ${relation}: ${change}. To do it, run: memberhouse model reset ${relation}`
        : `Schema sync: ${relation}: ${change}`,
    )
  }
}
