import { parseArgs } from 'node:util'
import { buildByEngine, buildByHand, createDatabase, withClient } from './by_hand.ts'
import { compareSelects } from './compare_selects.ts'
import { config, copySources, facts, load, loadDemo, project, sources } from './demo_retailer.ts'
import { figure, saveResult, withPostgres, type Figure } from './machine.ts'
import { runNodes, sumOfSeconds, type RunNode } from './run_nodes.ts'

// DWD and DWS of the demo retailer: the engine against the same selects by hand, heavy models against the SQL of bench/facts that is
// written for speed alone, and the nodes of a night with 1 % new rows (a week of the demo): npx tsx bench/facts.ts [--persons 5000] [--pairs 5]
const { values } = parseArgs({ options: { persons: { type: 'string', default: '5000' }, pairs: { type: 'string', default: '5' } } })
const persons = Number(values.persons)
const pairs = Number(values.pairs)

/** Pairs of a build of the engine and one by hand, in alternating order. */
async function compareBuilds(server: string, byHand: string, as_of: string): Promise<Figure[]> {
  const samples = { engine: [] as number[], tables: [] as number[], audited: [] as number[] }
  for (let pair = 0; pair < pairs; pair++) {
    const hand = async () => {
      const { tables, audits } = await buildByHand(byHand, facts, as_of)
      samples.tables.push(tables)
      samples.audited.push(tables + audits)
    }
    const engine = async () => {
      const url = await createDatabase(server, 'attempt', 'loaded')
      samples.engine.push((await buildByEngine(url, project, config, as_of, { select: facts.map(({ name }) => name) })).seconds)
      await withClient(server, (client) => client.query('drop database attempt'))
    }
    for (const build of pair % 2 === 0 ? [hand, engine] : [engine, hand]) await build()
    console.log(`pair ${pair + 1}: engine ${samples.engine.at(-1)!.toFixed(1)} s, by hand ${samples.audited.at(-1)!.toFixed(1)} s`)
  }
  const ratios = samples.engine.map((seconds, pair) => seconds / samples.audited[pair]!)
  return [
    figure('DWD and DWS by hand', 's', samples.tables),
    figure('    with the audits', 's', samples.audited),
    figure('DWD and DWS by the engine, audits included', 's', samples.engine),
    figure('engine : by hand with the audits', '×', ratios, { at_most: 1.15 }),
  ]
}

/** The lines that the matching of returns puts in order, of all lines. */
async function returnMatching(url: string): Promise<Figure> {
  const { select } = facts.find(({ name }) => name === 'dwd.return_lifo_stack')!
  type Plan = { 'Node Type': string; 'Actual Rows': number; Plans?: Plan[] }
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (analyze, timing off, format json) ${select}`)
    const sorted = (plan: Plan): number[] => [
      ...(plan['Node Type'] === 'WindowAgg' ? [plan['Actual Rows']] : []),
      ...(plan.Plans ?? []).flatMap(sorted),
    ]
    const all = await client.query<{ rows: number }>('select count(*)::integer as rows from dwd.fct_order_item')
    const share = Math.max(...sorted(rows[0]!['QUERY PLAN'][0]!.Plan)) / all.rows[0]!.rows
    return { what: 'lines that return matching puts in order, of all lines', value: 100 * share, unit: '%' }
  })
}

await withPostgres(async ({ home, url: server }) => {
  const { as_of, nights, next_as_of } = await loadDemo(server, home, persons)
  const built = await createDatabase(server, 'built', 'loaded')
  const first = await buildByEngine(built, project, config, as_of)
  console.log(`${persons.toLocaleString('en')} persons, first build ${first.seconds.toFixed(1)} s: ${first.slowest.join(', ')}`)
  const byHand = await createDatabase(server, 'by_hand')
  await copySources(built, byHand)
  const figures = [
    ...(await compareBuilds(server, byHand, as_of)),
    ...(await compareSelects(byHand, facts, as_of, 'facts', pairs)),
    await returnMatching(byHand),
  ]
  const batch = await newestBatch(built)
  await load(built, nights)
  const { run_id, seconds } = await buildByEngine(built, project, config, next_as_of)
  const nodes = await runNodes(built, run_id)
  print(nodes)
  figures.push(
    { what: 'rows that the night brought or replaced, of all rows of the sources', value: await newRows(built, batch), unit: '%' },
    { what: 'the night : the first build', value: seconds / first.seconds, unit: '×' },
    { what: `nodes of the night to ${next_as_of}, added up`, value: sumOfSeconds(nodes), unit: 's' },
  )
  await saveResult('facts', server, figures)
})

/** Prints what each node of a night costs. */
function print(nodes: RunNode[]): void {
  console.log(`\n${'node'.padEnd(36)}${'state'.padEnd(14)}${'seconds'.padStart(9)}${'rows'.padStart(12)}${'changed'.padStart(12)}`)
  for (const { node, state, seconds, row_count, changed_count } of nodes)
    console.log(
      `${node.padEnd(36)}${state.padEnd(14)}${seconds.toFixed(2).padStart(9)}${String(row_count ?? '').padStart(12)}${String(changed_count ?? '').padStart(12)}`,
    )
}

/** The share of the source rows that came with a load after `batch`, in per cent. */
async function newRows(url: string, batch: number): Promise<number> {
  return withClient(url, async (client) => {
    const counts = sources.map(({ name }) => `select count(*) as total, count(*) filter (where batch_id > ${batch}) as fresh from ${name}`)
    const { rows } = await client.query<{ share: number }>(
      `select (100 * sum(fresh) / sum(total))::float8 as share from (${counts.join(' union all ')}) as counts`,
    )
    return rows[0]!.share
  })
}

function newestBatch(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ newest: number }>('select max(batch_id)::integer as newest from meta.batch')
    return rows[0]!.newest
  })
}
