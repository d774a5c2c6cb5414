import { join } from 'node:path'
import type { Project } from '../engine/project/compile.ts'
import { compileProject } from '../engine/project/compile_project.ts'
import { readConfig } from '../engine/project/config.ts'
import { openDatabase } from '../engine/postgres/database.ts'
import { migrate } from '../engine/meta/migrate.ts'
import { planSync } from '../engine/store/plan_sync.ts'
import { emptyTables } from '../engine/check/scratch.ts'
import { syncRelations } from '../engine/store/sync_relations.ts'
import { buildByEngine, buildByHand, createDatabase, withClient, type Built } from './by_hand.ts'
import { saveResult, timed, withPostgres, type Figure } from './machine.ts'

// A full build of this project's models for a generated retailer with 10 lines per member, compared with the same selects run by hand into
// new tables with keys: npx tsx bench/full_build.ts [members] [rounds] [larger numbers of members…]
const members = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 2)
const larger = process.argv.length > 4 ? process.argv.slice(4).map(Number) : [2 * members, 4 * members]
const root = join(import.meta.dirname, '..')
const as_of = '2011-06-01'
const source = 'ods.online_retail_line'
const lineColumns = 'invoice_no, stock_code, line_ordinal, description, quantity, invoiced_at, unit_price, customer_id, country'

/** A year of a retailer: 2.5 invoices per member, with 4 lines each of 4,000 products; every fiftieth invoice returns the one before it. */
const linesOf = (size: number) => `
    with invoices as (
        select
            number,
            number % 50 = 0 as is_return,
            hashint8(number - (number % 50 = 0)::integer)::bigint & 2147483647 as draw,
            hashint8extended(number - (number % 50 = 0)::integer, 7) & 2147483647 as second_draw
        from generate_series(1, ${(size * 5) / 2}) as number
    )
    select
        case when is_return then 'C' else '' end || (500000 + number) as invoice_no,
        (10000 + (draw + line * 997) % 4000)::text as stock_code,
        1 as line_ordinal,
        'ARTICLE ' || (draw + line * 997) % 4000 as description,
        (case when is_return then -1 else 1 end * (1 + (draw + line) % 6))::integer as quantity,
        timestamp '2010-06-01' + second_draw % 500000 * interval '1 minute' + is_return::integer * interval '5 days' as invoiced_at,
        round(0.5 + (draw + line * 997) % 4000 % 200 * 0.05, 2) as unit_price,
        (1 + draw % ${size}) || '.0' as customer_id,
        case when draw % 9 = 0 then 'France' else 'United Kingdom' end as country
    from invoices cross join generate_series(1, 4) as line`

/** Fills the source of a warehouse with the lines, as if they had been loaded as one batch. */
async function fillWarehouse(url: string, project: Project, size: number): Promise<void> {
  await migrate(url)
  const database = openDatabase(url)
  const nodes = project.nodes.filter(({ kind }) => kind === 'source')
  await syncRelations(database, await planSync(database, nodes), null, () => {})
  await database.query(
    `insert into store.ods_online_retail_line (from_version, ${lineColumns}, batch_id, loaded_at, source_file, source_line)
     select 1, ${lineColumns}, 1, now(), 'generated.csv', row_number() over () from (${linesOf(size)}) as line`,
  )
  await database.query(
    `insert into meta.batch (source, state, file_name, rows_read, rows_accepted, rows_unchanged, rows_rejected, rows_deleted, newest_on)
     values ('${source}', 'loaded', 'generated.csv', ${size * 10}, ${size * 10}, 0, 0, 0, '2011-05-31')`,
  )
  await database.query(`update meta.source set newest_batch_id = 1 where source = '${source}'`)
  await database.query('vacuum analyze store.ods_online_retail_line')
  await database.end()
}

/** Creates a plain table of the same lines, and the functions that the selects call. */
async function fillByHand(url: string, project: Project, size: number): Promise<void> {
  await withClient(url, async (client) => {
    // Also the registries of the models, which are still empty.
    const others = project.nodes.filter(({ kind, name, remembers }) => (kind === 'source' && name !== source) || remembers)
    await client.query(emptyTables({ nodes: others, functions: project.functions }))
    for (const schema of ['dwd', 'dws', 'ads']) await client.query(`create schema if not exists ${schema}`)
    await client.query(`create table ${source} as ${linesOf(size)}`)
    await client.query(`alter table ${source} add primary key (invoice_no, stock_code, line_ordinal)`)
    await client.query(`vacuum analyze ${source}`)
  })
}

await withPostgres(async ({ url: server }) => {
  const project = await compileProject(root)
  const config = { ...(await readConfig(root, {})), time_zone: 'Europe/London' }
  const engine: Built[] = []
  const hand: { tables: number; audits: number }[] = []
  const byHand = await createDatabase(server, 'by_hand')
  const loaded = await createDatabase(server, 'loaded')
  const filled = await timed(() => Promise.all([fillByHand(byHand, project, members), fillWarehouse(loaded, project, members)]))
  console.log(`${members.toLocaleString('en')} members, twice, in ${filled.seconds.toFixed(0)} s`)
  for (let round = 1; round <= rounds; round++) {
    hand.push(await buildByHand(byHand, project.nodes, as_of))
    console.log(`by hand: ${hand.at(-1)!.tables.toFixed(1)} s, its audits ${hand.at(-1)!.audits.toFixed(1)} s`)
    const warehouse = await createDatabase(server, 'warehouse', 'loaded')
    engine.push(await buildByEngine(warehouse, project, config, as_of))
    await withClient(server, (client) => client.query('drop database warehouse'))
    console.log(`by the engine: ${engine.at(-1)!.seconds.toFixed(1)} s: ${engine.at(-1)!.slowest.join(', ')}`)
  }

  await withClient(server, (client) => client.query('drop database by_hand'))
  await withClient(server, (client) => client.query('drop database loaded'))

  const seconds = Math.min(...engine.map((built) => built.seconds))
  const growth: Figure[] = []
  for (const size of larger) {
    const url = await createDatabase(server, `warehouse_${size}`)
    await fillWarehouse(url, project, size)
    const built = await buildByEngine(url, project, config, as_of)
    console.log(`${size.toLocaleString('en')} members: ${built.seconds.toFixed(1)} s: ${built.slowest.join(', ')}`)
    growth.push(
      { what: `engine, ${size.toLocaleString('en')} members`, value: built.seconds, unit: 's' },
      { what: '    exponent of growth', value: Math.log(built.seconds / seconds) / Math.log(size / members), unit: '', at_most: 1.05 },
    )
    await withClient(server, (client) => client.query(`drop database warehouse_${size}`))
  }
  const tables = Math.min(...hand.map((run) => run.tables))
  const audited = Math.min(...hand.map((run) => run.tables + run.audits))
  await saveResult('full_build', server, [
    { what: `by hand, ${members.toLocaleString('en')} members`, value: tables, unit: 's', samples: hand.map((run) => run.tables) },
    { what: '    with the audits', value: audited, unit: 's', samples: hand.map((run) => run.tables + run.audits) },
    { what: 'engine, audits and segments included', value: seconds, unit: 's', samples: engine.map((built) => built.seconds) },
    { what: 'engine : by hand', value: seconds / tables, unit: '×', at_most: 1.15 },
    { what: 'engine : by hand with the audits', value: seconds / audited, unit: '×' },
    ...growth,
    { what: 'peak memory of the Node process', value: process.resourceUsage().maxRSS / 1024, unit: 'MB', at_most: 300 },
  ])
})
