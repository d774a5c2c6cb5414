import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { pipeline } from 'node:stream/promises'
import { loadFiles } from '../engine/load/load_files.ts'
import { emptyTables } from '../engine/check/scratch.ts'
import { migrate } from '../engine/meta/migrate.ts'
import { openDatabase } from '../engine/postgres/database.ts'
import { plainSession } from '../engine/postgres/plain_session.ts'
import { compileProject } from '../engine/project/compile_project.ts'
import { readConfig } from '../engine/project/config.ts'
import { hasRegistry, readableColumns, registryOf, type Node } from '../engine/project/node.ts'
import { readDefinitions } from '../engine/project/read_project.ts'
import { planSync } from '../engine/store/plan_sync.ts'
import { syncRelations } from '../engine/store/sync_relations.ts'
import { dayFrom, isoDay } from '../seeds/demo/basics/calendar.ts'
import { generate } from '../seeds/demo/generate.ts'
import { buildByEngine, buildByHand, createDatabase, withClient } from './by_hand.ts'
import { saveResult, timed, withPostgres, type Figure } from './machine.ts'

// DWD and DWS of the demo retailer: the engine against the same selects by hand, heavy models against the SQL of bench/facts that is
// written for speed alone, and the nodes of a night with 1 % new rows (a week of the demo): npx tsx bench/facts.ts [--persons 5000] [--pairs 5]
const { values } = parseArgs({ options: { persons: { type: 'string', default: '5000' }, pairs: { type: 'string', default: '5' } } })
const persons = Number(values.persons)
const pairs = Number(values.pairs)
const root = join(import.meta.dirname, '..')
const until = dayFrom('2026-06-30')
const project = await compileProject(root)
const config = await readConfig(root, {})
const sources = project.nodes.filter(({ kind }) => kind === 'source')
const facts = project.nodes.filter(({ name }) => /^(dwd|dws)\./.test(name))

/** The middle of the values with the lowest and the highest. */
const figure = (what: string, unit: string, samples: number[], limits: Partial<Figure> = {}): Figure => ({
  ...{ what, unit, samples, ...limits },
  value: samples.toSorted((one, other) => one - other)[Math.floor(samples.length / 2)]!,
})

async function load(url: string, folders: string[]): Promise<void> {
  const database = openDatabase(url, 'memberhouse:bench', 8)
  const models = (await readDefinitions(root, 'model', 'models/ods'))
    .map(({ declared }) => declared)
    .filter((declared) => 'kind' in declared)
  await syncRelations(database, await planSync(database, sources), null, () => {})
  const outcomes = await loadFiles(database, models, folders, () => {})
  const failed = outcomes.find(({ state }) => state === 'failed')
  if (failed) throw new Error(JSON.stringify(failed))
  await database.end()
}

/** Copies the sources, as readers of a release see them, into plain tables with keys; registries of models are empty. */
async function copySources(from: string, to: string): Promise<void> {
  const remembering = project.nodes.filter((node) => node.kind === 'source' || node.remembers)
  await withClient(to, async (target) => {
    await target.query(emptyTables({ nodes: remembering, functions: project.functions }))
    for (const node of remembering.filter(({ remembers }) => remembers)) await target.query(`drop table ${node.name}`)
    for (const schema of ['dwd', 'dws', 'ads']) await target.query(`create schema if not exists ${schema}`)
    await withClient(from, async (origin) => {
      for (const node of sources) {
        for (const { name, ...table } of [node, ...(hasRegistry(node) ? [registryOf(node)] : [])]) {
          const columns = readableColumns({ name, ...table } as Node).map((column) => column.name)
          await pipeline(
            origin.query(copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout (format binary)`)),
            target.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin (format binary)`)),
          )
          await target.query(`analyze ${name}`)
        }
      }
    })
  })
}

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
      samples.engine.push((await buildByEngine(url, project, config, as_of, ['layer:dwd', 'layer:dws'])).seconds)
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

/** Pairs of a model's select and the SQL of bench/facts, which must return the same rows, each into a new table. */
async function compareSelects(url: string, as_of: string): Promise<Figure[]> {
  const fast = readdirSync(join(import.meta.dirname, 'facts')).map((file) => ({
    node: facts.find(({ name }) => name === file.replace('.sql', ''))!,
    select: readFileSync(join(import.meta.dirname, 'facts', file), 'utf8'),
  }))
  return withClient(url, async (client) => {
    await client.query(`begin; ${plainSession.replaceAll('set local', 'set')}; set memberhouse.as_of = '${as_of}'; commit`)
    const figures: Figure[] = []
    for (const { node, select } of fast) {
      const columns = node.columns.map(({ name }) => name).join(', ')
      const difference = await client.query<{ rows: number }>(
        `with fast as (select ${columns} from (${select}) as fast), own as (select ${columns} from ${node.name})
         select count(*)::integer as rows from (
             (select * from fast except all select * from own) union all (select * from own except all select * from fast)
         ) as different`,
      )
      if (difference.rows[0]!.rows > 0) throw new Error(`${node.name}: ${difference.rows[0]!.rows} rows differ from bench/facts`)
      const ratios: number[] = []
      for (let pair = 0; pair < pairs; pair++) {
        const [own, hand] = [() => fill(client, node.select!), () => fill(client, select)]
        const first = await (pair % 2 === 0 ? own : hand)()
        const second = await (pair % 2 === 0 ? hand : own)()
        ratios.push(pair % 2 === 0 ? first / second : second / first)
      }
      figures.push(figure(`${node.name} : SQL written for speed`, '×', ratios, { at_most: 1.3 }))
      console.log(`${node.name}: the same rows, ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} × SQL written for speed`)
    }
    return figures
  })
}

async function fill(client: pg.Client, select: string): Promise<number> {
  const { seconds } = await timed(() => client.query(`create unlogged table attempt as ${select}`))
  await client.query('drop table attempt')
  return seconds
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

/** Prints what each node of a night costs, and returns the sum. */
async function night(url: string, as_of: string, run_id: number): Promise<Figure[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ node: string; state: string; seconds: number; row_count: number; changed_count: number }>(
      `select node, state, extract(epoch from ended_at - started_at)::float8 as seconds, row_count::float8 as row_count,
           changed_count::float8 as changed_count
       from meta.run_node where run_id = ${run_id} and started_at is not null order by ended_at - started_at desc`,
    )
    console.log(`\n${'node'.padEnd(36)}${'state'.padEnd(14)}${'seconds'.padStart(9)}${'rows'.padStart(12)}${'changed'.padStart(12)}`)
    for (const { node, state, seconds, row_count, changed_count } of rows)
      console.log(
        `${node.padEnd(36)}${state.padEnd(14)}${seconds.toFixed(2).padStart(9)}${String(row_count ?? '').padStart(12)}${String(changed_count ?? '').padStart(12)}`,
      )
    return [{ what: `nodes of the night to ${as_of}, added up`, value: rows.reduce((sum, { seconds }) => sum + seconds, 0), unit: 's' }]
  })
}

await withPostgres(async ({ home, url: server }) => {
  const folder = join(home, 'demo')
  generate({ seed: 1, persons, until }, folder)
  const [history, ...nights] = readdirSync(folder)
    .filter((name) => name !== 'truth')
    .toSorted()
  const loaded = await createDatabase(server, 'loaded')
  await migrate(loaded)
  await load(loaded, [join(folder, history!)])
  const as_of = isoDay(dayFrom(history!) + 1)
  const built = await createDatabase(server, 'built', 'loaded')
  const first = await buildByEngine(built, project, config, as_of)
  console.log(`${persons.toLocaleString('en')} persons, first build ${first.seconds.toFixed(1)} s: ${first.slowest.join(', ')}`)
  const byHand = await createDatabase(server, 'by_hand')
  await copySources(built, byHand)
  const figures = [...(await compareBuilds(server, byHand, as_of)), ...(await compareSelects(byHand, as_of)), await returnMatching(byHand)]
  const batch = await newestBatch(built)
  await load(
    built,
    nights.map((name) => join(folder, name)),
  )
  const next = isoDay(until + 1)
  const { run_id, seconds } = await buildByEngine(built, project, config, next)
  figures.push({
    what: 'rows that the night brought or replaced, of all rows of the sources',
    value: await newRows(built, batch),
    unit: '%',
  })
  figures.push({ what: 'the night : the first build', value: seconds / first.seconds, unit: '×' }, ...(await night(built, next, run_id)))
  await saveResult('facts', server, figures)
})

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
