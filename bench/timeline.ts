import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { literal } from '../engine/postgres/database.ts'
import type { Node } from '../engine/project/node.ts'
import { openEnd, storedIn } from '../engine/store/names.ts'
import { buildByEngine, createDatabase, withClient } from './by_hand.ts'
import { config, loadDemo, project } from './demo_retailer.ts'
import { figure, saveResult, timed, withPostgres } from './machine.ts'

// Everything of one member from ads.member_timeline, in a warehouse whose facts are repeated for copies of its members until there are enough
// order lines: npx tsx bench/timeline.ts [--persons 2000] [--lines 10000000] [--members 200]
const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '2000' },
    lines: { type: 'string', default: '10000000' },
    members: { type: 'string', default: '200' },
  },
})
const timeline = project.nodes.find(({ name }) => name === 'ads.member_timeline')!
// The facts that the view reads, and the accounts of each member.
const facts = project.nodes.filter(
  ({ name, columns }) => timeline.refs.includes(name) && columns.some((column) => column.name === 'account_key'),
)
const copiedMember = 1_000_000_000

await withPostgres(async ({ home, url: server }) => {
  const { as_of } = await loadDemo(server, home, Number(values.persons))
  const url = await createDatabase(server, 'built', 'loaded')
  await buildByEngine(url, project, config, as_of)
  await withClient(url, async (client) => {
    const lines = await count(client, 'dwd.fct_order_item')
    const copies = Math.ceil(Number(values.lines) / lines) - 1
    for (const fact of facts) {
      const { seconds } = await timed(() => repeat(client, fact, copies))
      console.log(`${fact.name}: ${(await count(client, fact.name)).toLocaleString('en')} rows after ${seconds.toFixed(0)} s`)
    }
    const buyers = await client.query<{ one_id: string }>(
      `select distinct one_id from dwd.one_id_map inner join dwd.fct_order using (account_key) where one_id < ${copiedMember} order by one_id`,
    )
    const samples: number[] = []
    const counts: number[] = []
    for (let member = 0; member < Number(values.members); member++) {
      const one_id = Number(buyers.rows[randomInt(buyers.rows.length)]!.one_id) + copiedMember * randomInt(copies + 1)
      const select = `select * from ads.member_timeline where one_id = ${one_id} order by occurred_at`
      await checkPlan(client, select)
      const { seconds, result } = await timed(() => client.query(select))
      samples.push(1000 * seconds)
      counts.push(result.rows.length)
    }
    const sorted = samples.toSorted((one, other) => one - other)
    await saveResult('timeline', server, [
      { what: 'order lines', value: await count(client, 'dwd.fct_order_item'), unit: 'rows' },
      { what: `rows of one of ${samples.length} members`, value: figure('', '', counts).value, unit: 'rows' },
      { what: 'one member, planned and read', value: figure('', '', samples).value, unit: 'ms', at_most: 50 },
      { what: '    the slowest of twenty', value: sorted[Math.floor(0.95 * sorted.length)]!, unit: 'ms' },
    ])
  })
})

async function count(client: pg.Client, relation: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::float8 as count from ${relation}`)
  return rows[0]!.count
}

/** Adds copies of the rows that hold now, with keys of their own. Indexes are made anew afterwards: faster than keeping them. */
async function repeat(client: pg.Client, { name, grain, columns }: Node, copies: number): Promise<void> {
  const table = storedIn(name)
  const indexes = await client.query<{ definition: string; remove: string }>(
    `select pg_get_indexdef(indexrelid) as definition, case when indisprimary
         then format('alter table ${table} drop constraint %I', relname) else format('drop index store.%I', relname) end as remove
     from pg_index inner join pg_class on pg_class.oid = indexrelid where indrelid = ${literal(table)}::regclass`,
  )
  for (const { remove } of indexes.rows) await client.query(remove)
  const copied = columns.map((column) => {
    if (column.name === 'one_id') return `one_id + ${copiedMember} * copy`
    if (column.name !== 'account_key' && !grain.includes(column.name)) return column.name
    return { bigint: `${column.name} + copy`, text: `${column.name} || '~' || copy` }[column.type] ?? column.name
  })
  await client.query(
    `insert into ${table} (from_version, to_version, ${columns.map((column) => column.name).join(', ')})
     select from_version, to_version, ${copied.join(', ')} from generate_series(1, ${copies}) as copy, ${table} where to_version = ${openEnd}`,
  )
  for (const { definition } of indexes.rows) await client.query(definition)
  await client.query(`vacuum analyze ${table}`)
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Cond'?: string; Plans?: Plan[] }

/** Throws unless each fact is read by an index on its account. */
async function checkPlan(client: pg.Client, select: string): Promise<void> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${select}`)
  const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)]
  const nodes = all(rows[0]!['QUERY PLAN'][0]!.Plan)
  const read = new Set(facts.map(({ name }) => name.replace('.', '_')))
  for (const node of nodes) {
    if (!read.has(node['Relation Name'] ?? '')) continue
    const condition = [node, ...(node.Plans ?? [])].find((part) => part['Index Cond'] !== undefined)?.['Index Cond']
    if (condition === undefined) throw new Error(`${node['Relation Name']!} is read by ${node['Node Type']}: ${select}`)
  }
}
