import { parseArgs } from 'node:util'
import { buildByEngine, buildByHand, createDatabase } from './by_hand.ts'
import { compareSelects } from './compare_selects.ts'
import { config, copySources, facts, loadDemo, marts, project, sources } from './demo_retailer.ts'
import { figure, saveResult, withPostgres, type Figure } from './machine.ts'
import { runNodes, sumOfSeconds } from './run_nodes.ts'

// The marts of the demo retailer: the seconds and the share of each in a full build, each built by the engine against the same select by
// hand, and the heaviest against the SQL of bench/marts that is written for speed alone: npx tsx bench/marts.ts [--persons 5000] [--pairs 5]
const { values } = parseArgs({ options: { persons: { type: 'string', default: '5000' }, pairs: { type: 'string', default: '5' } } })
const persons = Number(values.persons)
const pairs = Number(values.pairs)
const names = new Set(marts.map(({ name }) => name))
// Of a model that takes less by hand, the ratio shows what the engine adds to each node, not how it builds many rows.
const leastSeconds = 0.5

await withPostgres(async ({ home, url: server }) => {
  const { as_of } = await loadDemo(server, home, persons)
  const built = await createDatabase(server, 'built', 'loaded')
  const nodes = await runNodes(built, (await buildByEngine(built, project, config, as_of)).run_id)
  const ofMarts = nodes.filter(({ node }) => names.has(node))
  const ofFacts = nodes.filter(({ node }) => facts.some(({ name }) => name === node))
  const [whole, below] = [sumOfSeconds(ofMarts), sumOfSeconds(ofFacts)]
  console.log(
    `${persons.toLocaleString('en')} persons: ${ofFacts.length} models of DWD and DWS below the marts, ${ofMarts.length} of the marts`,
  )
  for (const { node, seconds, row_count } of ofMarts) {
    const share = (100 * seconds) / whole
    console.log(
      `${node.padEnd(36)}${seconds.toFixed(2).padStart(9)} s${share.toFixed(1).padStart(7)} %${String(row_count).padStart(12)} rows`,
    )
  }

  const byHand = await createDatabase(server, 'by_hand')
  await copySources(built, byHand)
  await buildByHand(byHand, facts, as_of)
  await saveResult('marts', server, [
    { what: 'DWD and DWS below the marts, added up', value: below, unit: 's' },
    { what: 'marts, added up', value: whole, unit: 's' },
    { what: 'marts : DWD and DWS of the same build', value: whole / below, unit: '×', at_most: 0.4 },
    ...(await compareModels(server, byHand, as_of)),
    ...(await compareSelects(byHand, marts, as_of, 'marts', pairs)),
  ])
})

/**
 * All marts and each of them by the engine, one at a time, against the same selects by hand, audits included in both. The release on which
 * the engine builds has no marts, so that it too fills new tables.
 */
async function compareModels(server: string, byHand: string, as_of: string): Promise<Figure[]> {
  const one = { ...config, heavy_slots: 1, light_slots: 1 }
  const below = await createDatabase(server, 'below', 'loaded')
  await buildByEngine(below, { ...project, nodes: [...sources, ...facts] }, one, as_of)
  const hand = async () => (await buildByHand(byHand, marts, as_of)).seconds
  const engine = async () => {
    const { run_id } = await buildByEngine(below, project, one, as_of, { select: [...names] })
    return new Map((await runNodes(below, run_id)).map(({ node, seconds }) => [node, seconds]))
  }
  const samples: { hand: Map<string, number>; engine: Map<string, number> }[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const [first, second] = pair % 2 === 0 ? [await hand(), await engine()] : [await engine(), await hand()]
    samples.push(pair % 2 === 0 ? { hand: first, engine: second } : { hand: second, engine: first })
    console.log(`pair ${pair + 1} of ${pairs}`)
  }
  const compared = [...samples[0]!.hand.keys()].filter((name) => samples[0]!.engine.has(name))
  const sum = (seconds: Map<string, number>) => compared.reduce((total, name) => total + seconds.get(name)!, 0)
  return [
    figure(
      'all marts : the same selects by hand',
      '×',
      samples.map((pair) => sum(pair.engine) / sum(pair.hand)),
      { at_most: 1.2 },
    ),
    ...compared.map((name) => {
      const ratios = samples.map((pair) => pair.engine.get(name)! / pair.hand.get(name)!)
      const isLong = samples.every((pair) => pair.hand.get(name)! >= leastSeconds)
      return figure(`${name} : the same select by hand`, '×', ratios, isLong ? { at_most: 1.2 } : {})
    }),
  ]
}
