import { parseArgs } from 'node:util'
import { buildByEngine, buildByHand, createDatabase } from './by_hand.ts'
import { config, copySources, facts, loadDemo, marts, project } from './demo_retailer.ts'
import { figure, saveResult, withPostgres, type Figure } from './machine.ts'
import { runNodes, sumOfSeconds } from './run_nodes.ts'

// The marts of the demo retailer: the seconds and the share of each in a full build, each built by the engine against the same select by
// hand: npx tsx bench/marts.ts [--persons 5000] [--pairs 5]
const { values } = parseArgs({ options: { persons: { type: 'string', default: '5000' }, pairs: { type: 'string', default: '5' } } })
const persons = Number(values.persons)
const pairs = Number(values.pairs)
const names = new Set(marts.map(({ name }) => name))

await withPostgres(async ({ home, url: server }) => {
  const { as_of } = await loadDemo(server, home, persons)
  const built = await createDatabase(server, 'built', 'loaded')
  const { run_id } = await buildByEngine(built, project, config, as_of)
  const nodes = await runNodes(built, run_id)
  const ofMarts = nodes.filter(({ node }) => names.has(node))
  const ofFacts = nodes.filter(({ node }) => facts.some(({ name }) => name === node))
  const whole = sumOfSeconds(ofMarts)
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
    { what: 'marts, added up', value: whole, unit: 's' },
    { what: 'marts : DWD and DWS of the same build', value: whole / sumOfSeconds(ofFacts), unit: '×', at_most: 0.4 },
    ...(await compareModels(built, byHand, as_of)),
  ])
})

/** Each model by the engine, one at a time, against the same select by hand, audits included in both. */
async function compareModels(built: string, byHand: string, as_of: string): Promise<Figure[]> {
  const ratios = new Map<string, number[]>()
  const hand = async () => (await buildByHand(byHand, marts, as_of)).seconds
  const engine = async () => {
    const one = { ...config, heavy_slots: 1, light_slots: 1 }
    const { run_id } = await buildByEngine(built, project, one, as_of, { select: [...names], full_refresh: true })
    return new Map((await runNodes(built, run_id)).map(({ node, seconds }) => [node, seconds]))
  }
  for (let pair = 0; pair < pairs; pair++) {
    const isHandFirst = pair % 2 === 0
    const first = await (isHandFirst ? hand : engine)()
    const second = await (isHandFirst ? engine : hand)()
    const [byHandSeconds, own] = isHandFirst ? [first, second] : [second, first]
    for (const [name, seconds] of byHandSeconds)
      if (own.has(name)) ratios.set(name, [...(ratios.get(name) ?? []), own.get(name)! / seconds])
    console.log(`pair ${pair + 1} of ${pairs}`)
  }
  return [...ratios].map(([name, samples]) => figure(`${name} : the same select by hand`, '×', samples, { at_most: 1.2 }))
}
