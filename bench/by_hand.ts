import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Project } from '../engine/project/compile.ts'
import { computeRows } from '../engine/build/compute_rows.ts'
import type { Config } from '../engine/project/config.ts'
import { openDatabase } from '../engine/postgres/database.ts'
import { plainSession } from '../engine/postgres/plain_session.ts'
import { givenColumns, type Node } from '../engine/project/node.ts'
import { runLocally } from '../engine/run/run_locally.ts'
import { runRequest } from '../engine/meta/run_request.ts'
import { timed } from './machine.ts'

/** Runs `work` on a connection of its own. */
export const withClient = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client(url)
  await client.connect()
  return work(client).finally(() => client.end())
}

/** Creates a database and returns its URL. */
export async function createDatabase(server: string, name: string, template = 'template1'): Promise<string> {
  await withClient(server, (client) => client.query(`create database ${name} template ${template}`))
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/** The seconds of the models and of their audits; those of each model with its audits, by name. */
export type ByHand = { tables: number; audits: number; seconds: Map<string, number> }

/** Builds every stored model, one after another: rows, not-null constraints, key, analyze. Then runs the audits, timed separately. */
export async function buildByHand(url: string, nodes: readonly Node[], as_of: string): Promise<ByHand> {
  return withClient(url, async (client) => {
    const stored = nodes.filter(({ kind, store }) => store !== null && kind !== 'source')
    await client.query(`begin; ${plainSession.replaceAll('set local', 'set')}; set memberhouse.as_of = '${as_of}'; commit`)
    await client.query(stored.map(({ name }) => `drop table if exists ${name}`).join(';'))
    const byHand: ByHand = { tables: 0, audits: 0, seconds: new Map() }
    const add = async (part: 'tables' | 'audits', name: string, work: () => Promise<unknown>) => {
      const { seconds } = await timed(work)
      byHand[part] += seconds
      byHand.seconds.set(name, (byHand.seconds.get(name) ?? 0) + seconds)
    }
    for (const node of stored) await add('tables', node.name, () => fillByHand(client, url, node, as_of))
    for (const { name, audits, select, kind } of nodes) {
      const failing = kind === 'audit' ? [select!] : kind === 'source' || kind === 'snapshot' ? [] : audits.map((audit) => audit.failing)
      for (const rows of failing.filter((rows) => !rows.includes('{published}')))
        await add('audits', name, () => client.query(`select count(*) from (${rows.replaceAll('{rows}', name)}) as failing`))
    }
    return byHand
  })
}

async function fillByHand(client: pg.Client, url: string, node: Node, as_of: string): Promise<void> {
  const { name, select, grain, columns } = node
  if (node.compute) await computeByHand(client, url, node, as_of)
  else await client.query(`create table ${name} as ${select}`)
  const required = columns.filter(({ nullable }) => !nullable).map((column) => `alter ${column.name} set not null`)
  await client.query(`alter table ${name} ${[...required, `add primary key (${grain.join(', ')})`].join(', ')}`)
  await client.query(`analyze ${name}`)
}

/** Computes the rows of a computed model with its own function, from the tables built before. */
async function computeByHand(client: pg.Client, url: string, node: Node, as_of: string): Promise<void> {
  const { name } = node
  await client.query(
    `create table ${name} (${givenColumns(node)
      .map((column) => `${column.name} ${column.type}`)
      .join(', ')})`,
  )
  await computeRows(client as unknown as pg.PoolClient, { url, release: 1, as_of, is_first: true, node }, name)
  if (node.compute!.gives === 'changes') await client.query(`alter table ${name} drop is_deleted`)
}

/** How long a build took, without the wait until its publication takes effect, and its slowest nodes. */
export type Built = { seconds: number; slowest: string[]; run_id: number }

/** Builds a release, or the layers that `select` names, with the engine in this process. */
export async function buildByEngine(
  url: string,
  project: Project,
  { time_zone, heavy_slots, light_slots }: Pick<Config, 'time_zone' | 'heavy_slots' | 'light_slots'>,
  as_of: string,
  selection: { select?: string[]; full_refresh?: boolean } = {},
): Promise<Built> {
  const database = openDatabase(url, 'memberhouse', 16)
  const config = { time_zone, heavy_slots, light_slots, publication_delay_ms: 200, parked_hours: 1, max_as_of_step_days: 31 }
  const request = runRequest.parse({ actor: 'bench', as_of, ...selection })
  const { result, seconds } = await timed(() => runLocally(request, { database, url, project, config }))
  if (result.state !== (selection.select === undefined ? 'published' : 'candidate'))
    throw new Error(`the build ended as ${result.state}: ${result.detail}`)
  const { rows } = await database.query<{ line: string }>(
    `select format('%s %s s', node, round(extract(epoch from ended_at - started_at), 1)) as line from meta.run_node
     where run_id = ${result.run_id} and started_at is not null order by ended_at - started_at desc limit 8`,
  )
  await database.end()
  // Readers see the release after the delay.
  await delay(2 * config.publication_delay_ms)
  const waited = result.state === 'published' ? config.publication_delay_ms / 1000 : 0
  return { seconds: seconds - waited, slowest: rows.map((row) => row.line), run_id: result.run_id }
}
