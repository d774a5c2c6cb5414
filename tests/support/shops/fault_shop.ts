import { randomUUID } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest'
import { readTemporalNames } from '../../../engine/meta/temporal_names.ts'
import { runRequest, type RunRequest } from '../../../engine/meta/run_request.ts'
import { eventually, openShop } from '../command.ts'
import { reading } from '../project.ts'
import { openProxy, type ClientMessage } from '../proxy.ts'

export type FaultShop = Awaited<ReturnType<typeof openFaultShop>>
export type Worker = Awaited<ReturnType<FaultShop['startWorker']>>

/** Opens the small shop with a proxy between its workers and Postgres, and starts nights as a schedule does. */
export async function openFaultShop(servers: { url?: string; temporal_address?: string } = {}) {
  const shop = await openShop(servers)
  const proxy = await openProxy(shop.url)
  const connection = await Connection.connect({ address: servers.temporal_address ?? inject('temporal_address') })
  const client = new Client({ connection, namespace: inject('temporal_namespace') })
  const { taskQueue, workflowId } = await readTemporalNames(shop.database)
  let day = 1
  const tomorrow = () => new Date(Date.UTC(2026, 0, 1 + day++)).toISOString().slice(0, 10)
  let loads = 0
  const startWorker = (env: NodeJS.ProcessEnv = {}) => shop.startWorker({ DATABASE_URL: proxy.url, ...env })

  const night = async (request: Partial<RunRequest> = {}) => {
    const handle = await client.workflow.start('buildRelease', {
      taskQueue,
      workflowId: `${workflowId}:${randomUUID()}`,
      args: [runRequest.parse({ actor: 'night', as_of: tomorrow(), ...request })],
    })
    const ended = handle.result() as Promise<{ state: string }>
    // A rejection may come before a test awaits it.
    ended.catch(() => {})
    const run = eventually(
      async () =>
        (await shop.query<{ run_id: number }>(`select run_id from meta.run where workflow_id = '${handle.workflowId}'`))[0]?.run_id ?? null,
    )
    run.catch(() => {})
    return { handle, ended, run }
  }

  return {
    ...shop,
    proxy,
    client,
    startWorker,
    /** The as_of of the next night. */
    tomorrow,
    night,
    seen: new Map<number, string>(),
    /** Loads sales, one CSV line each, with the command. */
    load: async (...sales: string[]) => {
      shop.write(`sale_9${++loads}.csv`, ['sale_id,member_id,sold_on,amount,note', ...sales, ''].join('\n'))
      expect(await shop.run('load', `sale_9${loads}.csv`)).toMatchObject({ code: 0 })
    },
    close: async () => {
      await shop.close()
      await proxy.close()
      await connection.close()
    },
  }
}

/** Makes builds of dws.member_sale wait in their statement; returns the function that releases them. */
export function blockMemberSale(shop: FaultShop): Promise<() => Promise<void>> {
  const [select, open, closed] = [
    'models/dws/member_sale.sql',
    'where sold_on',
    'where pg_advisory_xact_lock_shared(42)::text is not null and sold_on',
  ]
  if (!shop.text(select).includes(closed)) shop.edit(select, open, closed)
  return holdLock(shop, 42)
}

/** Holds an advisory lock in its own session; returns the function that releases it. */
export async function holdLock(shop: FaultShop, key: number): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: shop.url, application_name: 'memberhouse:test' })
  // A server that stops releases the lock and closes the connection.
  holder.on('error', () => {})
  await holder.connect()
  await holder.query(`select pg_advisory_lock(${key})`)
  return () => holder.end().catch(() => {})
}

/** Waits until a backend executes a node's statement; returns its pid. */
export const waitForBackend = (shop: FaultShop, run: number, node: string): Promise<number> =>
  eventually(async () => {
    const [found] = await shop.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where application_name = 'memberhouse:${run}:${node}' and state = 'active' and wait_event in ('advisory', 'PgSleep')`,
    )
    return found?.pid ?? null
  })

/** Kills a process like a power cut, and waits until it is gone. */
export async function kill(worker: Worker): Promise<void> {
  worker.child.kill('SIGKILL')
  await worker.ended
}

const isCommit = (text: string) => /(^|;)\s*commit\s*;?\s*$/.test(text)

/** Whether a message commits what a node built. */
export const commitsNode = ({ link, text, transaction }: ClientMessage, node: string): boolean =>
  link.node === node && /memberhouse\.release/.test(transaction) && isCommit(text)

/** Whether a message commits a publication. */
export const commitsPublication = ({ text, transaction }: ClientMessage): boolean => /meta\.publish\(/.test(transaction) && isCommit(text)

/**
 * Checks that a fault left no trace: readers get the rows of the selects, older releases are unchanged, no backend works or holds a lock,
 * nothing is stored halfway, and the next night publishes.
 */
export async function expectHealthy(shop: FaultShop): Promise<void> {
  await expectConsistent(shop)
  const next = await shop.night()
  expect(await next.ended).toMatchObject({ state: 'published' })
  await expectConsistent(shop)
}

async function expectConsistent(shop: FaultShop): Promise<void> {
  expect(await shop.query(`select run_id, state from meta.run where state = 'building'`)).toEqual([])
  expect(await shop.query('select run_id from meta.lease')).toEqual([{ run_id: null }])
  // A backend checks twice a second whether its client is gone.
  await eventually(async () => (await shop.query(active)).length === 0)
  await eventually(async () => (await shop.query(locked)).length === 0)
  expect(await shop.query(inconsistencies)).toEqual([])
  expect(await shop.query(await strayRows(shop))).toEqual([])
  await expectRows(shop)
}

const ourBackends = `pid <> pg_backend_pid() and datname = current_database() and backend_type = 'client backend'`
const active = `select pid, application_name, state, query from pg_stat_activity
  where ${ourBackends} and state <> 'idle' and application_name <> 'memberhouse:test'`
const locked = `select pg_locks.* from pg_locks inner join pg_stat_activity using (pid) where ${ourBackends}`

/** Tables without a version, versions whose partition is not attached, and relations of a release without a version. */
const inconsistencies = `
  select 'table without a version: ' || tables.relname as inconsistency
  from pg_class as tables
  where tables.relnamespace = 'store'::regnamespace and tables.relkind in ('r', 'p') and tables.relname !~ '_none$'
      and not exists (select from meta.relation where replace(relation.relation, '.', '_') = tables.relname)
      and not exists (select from meta.version where version.partition = tables.relname)
  union all
  select 'not attached: ' || version.partition
  from meta.version
  where version.partition is not null and version.retired_at is null and not exists (
      select from pg_inherits
      where pg_inherits.inhrelid = to_regclass('store.' || version.partition) and pg_inherits.inhparent = version.kept_in
  )
  union all
  select 'no version: ' || held.relation || ' in ' || held.release
  from meta.release_relation as held
  inner join meta.relation on relation.relation = held.relation and relation.relation not like 'ods.%'
  where not exists (select from meta.version where version.relation = held.relation and version.version = held.version)`

/** Rows stored by change that were opened or closed by a version that is not in meta.version. */
async function strayRows(shop: FaultShop): Promise<string> {
  const tables = await shop.query<{ relation: string; store_table: string }>(
    `select relation, replace(relation, '.', '_') as store_table from meta.relation where store = 'changes' and relation not like 'ods.%'`,
  )
  return [
    `select null as relation, null::bigint as version where false`,
    ...tables.map(
      ({ relation, store_table }) =>
        `select '${relation}', stray.version
         from (select from_version as version from store.${store_table} union select to_version from store.${store_table}) as stray
         where stray.version <> 9223372036854775807
             and not exists (select from meta.version where version.relation = '${relation}' and version.version = stray.version)`,
    ),
  ].join('\nunion all\n')
}

/** Checks that the published release equals its selects over its own inputs, and that every older release has not changed. */
async function expectRows(shop: FaultShop): Promise<void> {
  const releases = await shop.query<{ release: number; as_of: string; is_published: boolean }>(
    `select release.release, release.as_of, release.release is not distinct from pointer.release as is_published
     from meta.release cross join meta.pointer where release.state = 'published' and release.published_at <= clock_timestamp()`,
  )
  for (const { release, as_of, is_published } of releases) {
    const nodes = await shop.query<{ node: string; select: string }>(
      `select node, definition ->> 'select' as select from meta.run_node
       where run_id = ${release} and kind in ('full', 'snapshot') order by position`,
    )
    await reading(shop.database, release, async (connection) => {
      await connection.query(`set local memberhouse.as_of = '${as_of}'`)
      const read: string[] = []
      for (const { node, select } of nodes) {
        const [asRead, asSelected] = node.startsWith('segment.')
          ? [
              `select one_id, attributes from segment.member where segment = '${node.slice(8)}'`,
              `select one_id, to_jsonb(rows) - 'one_id' as attributes from (${select}) as rows`,
            ]
          : [`select * from ${node}`, select]
        const rows = (text: string) => `(select coalesce(jsonb_agg(line order by line::text), '[]') from (${text}) as line) `
        const {
          rows: [found],
        } = await connection.query<{ read: unknown; selected: unknown }>(`select ${rows(asRead)} as read, ${rows(asSelected)} as selected`)
        if (is_published) expect(found!.read, `${node} of release ${release}`).toEqual(found!.selected)
        read.push(JSON.stringify(found!.read))
      }
      const digest = read.join('\n')
      expect(digest, `release ${release}`).toBe(shop.seen.get(release) ?? digest)
      shop.seen.set(release, digest)
    })
  }
}

/** Shares one shop among the tests of a file: two sales, a worker, and one more sale before each test, so that there is something to build. */
export function shareFaultShop(take: (shop: FaultShop) => void): void {
  let shop: FaultShop
  let sale = 100
  beforeAll(async () => {
    shop = await openFaultShop()
    take(shop)
    await shop.load('1,7,2026-01-01,10,', '2,8,2026-01-01,4,')
    await shop.startWorker()
  }, 120_000)
  afterAll(() => shop.close())
  beforeEach(() => shop.load(`${++sale},7,2026-01-01,1,`))
}
