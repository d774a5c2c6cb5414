import { compileDefinitions } from '../engine/project/compile.ts'
import { bigint, defineModel, full, integer, text, type Model } from '../engine/project/contract.ts'
import { openDatabase, type Database } from '../engine/postgres/database.ts'
import { migrate } from '../engine/meta/migrate.ts'
import { readFunctions } from '../engine/project/functions.ts'
import { runLocally } from '../engine/run/run_locally.ts'
import { runRequest } from '../engine/meta/run_request.ts'
import { saveResult, timed, withPostgres, type Figure } from './machine.ts'

// Reads published views with seven kept releases, compared with bare tables of the same rows: npx tsx bench/read_views.ts [rows] [rounds]
const rows = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 11)
const nights = 7
const stores = [
  { store: 'versions', names: ['dws.score_1', 'dws.score_2', 'dws.score_3'], limit: 1.2 },
  { store: 'changes', names: ['dws.fact_1', 'dws.fact_2', 'dws.fact_3'], limit: 1.5 },
] as const
const names = stores.flatMap((store) => [...store.names])

const columns: Model['columns'] = {
  member_key: bigint('Member.'),
  member_no: text('Number.'),
  group_no: integer('Group.'),
  amount: bigint('Amount.'),
}

/** Stored by version, every row differs each night; stored by change, one in a hundred. */
function select(place: number, store: 'versions' | 'changes'): string {
  const days = `(warehouse.as_of() - date '2026-01-01')`
  const amount = store === 'versions' ? `(n * 7919 + ${days} * 31) % 10000` : `n * 7919 % 10000 + (n % 100 + ${days}) / 100`
  return `select n as member_key, 'M' || n as member_no, (n * 31 % 1000)::integer as group_no, ${amount} + ${place} as amount
from generate_series(1::bigint, ${rows}) as n`
}

async function buildNights(database: Database, url: string): Promise<void> {
  const definitions = stores.flatMap(({ store, names }) =>
    names.map((name, place) => {
      const file = `models/${name.replace('.', '/')}`
      return {
        kind: 'model' as const,
        name,
        declared: defineModel({ name, doc: 'Rows.', kind: full({ store }), grain: ['member_key'], columns }),
        contract_file: `${file}.ts`,
        contract_text: '',
        select_file: `${file}.sql`,
        select_text: select(place, store),
        inputs: [],
      }
    }),
  )
  const all = await readFunctions()
  const nodes = await compileDefinitions(definitions, all, () => Promise.reject(new Error('there is no seed')))
  const project = { nodes, tests: [], functions: [...all].filter(([name]) => name.startsWith('warehouse.')) }
  const config = { time_zone: 'UTC', heavy_slots: 1, light_slots: 2, publication_delay_ms: 100, parked_hours: 1, max_as_of_step_days: 31 }
  for (let night = 1; night <= nights; night++) {
    const request = runRequest.parse({ actor: 'bench', as_of: `2026-03-0${night}` })
    const { result, seconds } = await timed(() => runLocally(request, { database, url, project, config }))
    if (result.state !== 'published') throw new Error(JSON.stringify(result))
    console.log(`night ${night}: ${seconds.toFixed(1)} s`)
  }
  await database.query('select pg_sleep(0.5); create schema bare')
}

const bareOf = (name: string) => name.replace('dws.', 'bare.')

/** The queries to time, over three relations. */
const queries = ([one, two, three]: string[]) => ({
  'full aggregate': `select group_no, count(*), sum(amount), max(member_no) from ${one} group by group_no`,
  'join of three': `select one.group_no, count(*), sum(one.amount + two.amount - three.amount) from ${one} as one
     inner join ${two} as two on two.member_key = one.member_key
     inner join ${three} as three on three.member_key = two.member_key
     group by one.group_no`,
})

/** Selects for which the planner's row estimate is compared with the true count. */
const estimated = ([one, two, three]: string[]) => ({
  'all rows': `select * from ${one}`,
  'rows of one value': `select * from ${one} where group_no = 7`,
  'rows of a range': `select * from ${one} where amount between 1000 and 2999`,
  'a join of three': `select one.amount from ${one} as one
     inner join ${two} as two on two.member_key = one.member_key
     inner join ${three} as three on three.member_key = two.member_key`,
  'a join of three, of one value': `select one.amount from ${one} as one
     inner join ${two} as two on two.member_key = one.member_key
     inner join ${three} as three on three.member_key = two.member_key where one.group_no = 7`,
})

/** By what factor the planner over- or underestimates the number of rows. */
async function missedBy(database: Database, query: string): Promise<number> {
  const plan = await database.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(`explain (format json) ${query}`)
  const { rows } = await database.query<{ count: number }>(`select count(*) as count from (${query}) as counted`)
  const [expected, actual] = [plan.rows[0]!['QUERY PLAN'][0].Plan['Plan Rows'], rows[0]!.count]
  return Math.max(expected / actual, actual / expected)
}

/** The mean time of many look-ups by key, in milliseconds. */
async function lookUp(database: Database, name: string): Promise<number> {
  const times = 500
  const { seconds } = await timed(async () => {
    for (let n = 0; n < times; n++)
      await database.query({ name: `look up ${name}`, text: `select * from ${name} where member_key = $1`, values: [(n * 7919) % rows] })
  })
  return (seconds * 1000) / times
}

await withPostgres(async ({ url }) => {
  await migrate(url)
  const database = openDatabase(url, 'memberhouse:bench', 4)
  await buildNights(database, url)
  for (const name of names) {
    await database.query(
      `create table ${bareOf(name)} as select * from ${name}; alter table ${bareOf(name)} add primary key (member_key); analyze ${bareOf(name)}`,
    )
  }
  await database.query('checkpoint')

  const samples = new Map<string, number[]>()
  const note = (what: string, value: number) => samples.set(what, [...(samples.get(what) ?? []), value])
  for (let round = 0; round < rounds; round++) {
    for (const { store, names } of stores) {
      const sides = Object.entries({ bare: names.map(bareOf), view: [...names] })
      for (const what of ['full aggregate', 'join of three'] as const)
        for (const [side, relations] of sides)
          note(`${store}, ${what}, ${side}`, (await timed(() => database.query(queries(relations)[what]))).seconds * 1000)
      for (const [side, relations] of sides) note(`${store}, look-up by key, ${side}`, await lookUp(database, relations[0]!))
    }
  }
  const figures: Figure[] = [...samples].map(([what, values]) => ({ what, value: Math.min(...values), unit: 'ms', samples: values }))
  const best = (what: string) => Math.min(...samples.get(what)!)
  for (const { store, names, limit } of stores) {
    for (const [what, query] of Object.entries(queries([...names]))) {
      // Ratios of pairs that ran side by side: on a shared machine, the best time of either side is luck.
      const bare = samples.get(`${store}, ${what}, bare`)!
      const ratios = samples.get(`${store}, ${what}, view`)!.map((time, round) => time / bare[round]!)
      const value = [...ratios].sort((one, other) => one - other)[Math.floor(rounds / 2)]!
      figures.push({ what: `${store}, ${what}: view to bare`, value, unit: '×', at_most: limit, samples: ratios })
      if (value > limit) {
        for (const text of [query, queries(names.map(bareOf))[what as 'full aggregate']]) {
          const { rows } = await database.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`)
          console.log(`\n${store}, ${what}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`)
        }
      }
    }
    const more = best(`${store}, look-up by key, view`) - best(`${store}, look-up by key, bare`)
    figures.push({ what: `${store}, look-up by key: view beyond bare`, value: more, unit: 'ms', at_most: 1 })
    for (const [what, query] of Object.entries(estimated([...names])))
      figures.push({ what: `${store}, estimate of ${what}, off by`, value: await missedBy(database, query), unit: '×', at_most: 2 })
  }
  await database.end()
  await saveResult('read_views', url, figures)
})
