import { readFileSync } from 'node:fs'
import pc from 'picocolors'
import { checkContracts } from '../../engine/check/check_contracts.ts'
import type { Project } from '../../engine/project/compile.ts'
import { compileProject } from '../../engine/project/compile_project.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { migrate } from '../../engine/meta/migrate.ts'
import type { Node } from '../../engine/project/node.ts'
import { throwProblems } from '../../engine/base/problems.ts'
import { runLocally } from '../../engine/run/run_locally.ts'
import { runRequest } from '../../engine/meta/run_request.ts'
import { testModels } from '../../engine/check/test_models.ts'
import { cancelRun } from '../run/cancel_run.ts'
import { buildLocally } from '../run/build_locally.ts'
import { printTestOutcomes } from './print_test_outcomes.ts'
import { printSelect } from '../print_rows.ts'
import { actor, withWarehouse, type Warehouse } from '../warehouse.ts'
import { showRun } from '../run/show_run.ts'

// One round of `memberhouse dev`: the arguments are the files that were saved.
try {
  await withWarehouse((warehouse) => rebuild(warehouse, process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof MemberhouseError)) throw error
  console.log(`${pc.red('✗')} ${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}`)
}

async function rebuild(warehouse: Warehouse, files: string[]): Promise<void> {
  const { config, url, database } = warehouse
  if (files.some((file) => file.startsWith('sql/'))) await migrate(url)
  const project = await compileProject(config.project)
  throwProblems(await checkContracts(url, project))
  const nodes = nodesOf(project, files)
  if (nodes.length === 0) return console.log(`${pc.green('✓')} ${project.nodes.length} contracts are valid`)
  const names = nodes.map((node) => node.name)
  if (!printTestOutcomes(await testModels(url, project, new Set(names)))) return
  const select = nodes.filter((node) => node.kind !== 'source').map((node) => `+${node.name}`)
  if (select.length === 0) return
  const request = runRequest.parse({ select, publish: 'never', actor: actor() })
  const { run_id, state } = await buildLocally(warehouse, project, (options) => runLocally(request, options))
  if (state === 'parked') {
    await showRun(database, run_id, {})
    // The next save starts a new run.
    return cancelRun(warehouse, run_id)
  }
  if (state !== 'candidate') return showRun(database, run_id, {})
  for (const node of nodes) {
    const select = firstRowsSelect(node)
    if (select === null) continue
    console.log(`\n${node.name}`)
    await printSelect(database, select, { release: run_id, time_zone: config.time_zone }, {})
  }
}

/** The nodes that the files belong to: as contract, select, unit test, seed or function. */
function nodesOf(project: Project, files: string[]): Node[] {
  const tested = new Map(project.tests.map(({ file, model }) => [file, model]))
  return project.nodes.filter((node) =>
    files.some(
      (file) =>
        [node.contract_file, node.select_file].includes(file) ||
        tested.get(file) === node.name ||
        (node.kind === 'seed' && readFileSync(node.contract_file, 'utf8').includes(file)) ||
        node.functions.some((name) => file === `sql/functions/${name}.sql`),
    ),
  )
}

/** The select for the first rows of a node, or null when it stores none. */
function firstRowsSelect({ name, kind, grain }: Node): string | null {
  if (kind === 'audit' || kind === 'source') return null
  if (kind === 'snapshot')
    return `select one_id, attributes from segment.member where segment = '${name.split('.')[1]}' order by one_id limit 10`
  return `select * from ${name} order by ${grain.join(', ')} limit 10`
}
