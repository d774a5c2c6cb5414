import pg from 'pg'
import { openWarehouse, reading } from '../project.ts'
import { tinyShop } from './tiny_shop.ts'
import { dateOf, readEverything } from './tiny_shop_oracle.ts'

export type Rows = Record<string, string[]>

/** Opens the tiny shop with generated nights, and keeps the rows of each release as they were when it was published. */
export async function openRetained() {
  const house = await openWarehouse(tinyShop())
  await house.load('visit_0.csv', `member_id,visited_on\n1,${dateOf(2)}\n`)
  const held = new Map<number, Rows>()
  let night = 0
  const clients = new Set<pg.Client>()
  const read = (release?: number): Promise<Rows> =>
    reading(house.database, release, async (connection) => (await connection.query(readEverything)).rows[0] as Rows)
  const load = async () => {
    night += 1
    await house.load(`order_${night}.csv`, orders(night))
  }

  return {
    ...house,
    /** The rows of each published release when it was published. */
    held,
    read,
    load,

    /** Loads and publishes some nights; returns their releases. */
    async nights(count: number): Promise<number[]> {
      const releases: number[] = []
      for (let finished = 0; finished < count; finished++) {
        await load()
        const { run_id, state, detail } = await house.build({ as_of: dateOf(night + 10), supersede: true })
        if (state !== 'published') throw new Error(`night ${night} is ${state}: ${detail}`)
        held.set(run_id, await read(run_id))
        releases.push(run_id)
      }
      return releases
    },

    /** Begins a reader's transaction on its own connection; above read committed it has taken its snapshot. */
    async begin(isolation: string, release: number): Promise<pg.Client> {
      const client = new pg.Client({ connectionString: house.url, application_name: 'someone reading' })
      client.on('error', () => {})
      clients.add(client)
      await client.connect()
      await client.query(`begin isolation level ${isolation}; set local memberhouse.release = '${release}'; select from meta.pin`)
      return client
    },

    /** Counts the stored versions of the relation that is stored by version. */
    async partitions(): Promise<number> {
      const [row] = await house.query(
        `select count(*) as count from pg_inherits
         where inhparent = 'store.dws_member_state'::regclass and inhrelid::regclass::text !~ '_none$'`,
      )
      return row!['count'] as number
    },

    /** Counts the rows stored by change that no readable release holds. */
    async surplus(): Promise<number> {
      const counts = ['dwd_fct_order', 'dws_member_day'].map(
        (table) => `select count(*) as surplus from store.${table} as kept where not exists (
             select from meta.release_relation as held inner join meta.release on release.release = held.release
             where held.relation = '${table.replace('_', '.')}' and release.state in ('published', 'candidate')
                 and kept.from_version <= held.version and held.version < kept.to_version
         )`,
      )
      const [row] = await house.query(`select sum(surplus)::bigint as surplus from (${counts.join(' union all ')}) as tables`)
      return row!['surplus'] as number
    },

    async close(): Promise<void> {
      await Promise.all([...clients].map((client) => client.end()))
      await house.close()
    },
  }
}

export type Retained = Awaited<ReturnType<typeof openRetained>>

/** Each night changes three orders and adds one. */
const orders = (night: number) =>
  [
    'order_id,member_id,ordered_on,amount,is_deleted',
    ...[0, 1, 2].map((place) => `o${place},${place},${dateOf(2)},${night * 10 + place},`),
    `n${night},9,${dateOf(night)},5,`,
  ].join('\n')
