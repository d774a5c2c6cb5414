import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { compileDefinitions } from '../engine/project/compile.ts'
import type { Input } from '../engine/project/contract.ts'
import { copyIntegers } from '../engine/postgres/copy_integers.ts'
import { openDatabase } from '../engine/postgres/database.ts'
import { migrate } from '../engine/meta/migrate.ts'
import { readFunctions } from '../engine/project/functions.ts'
import { readDefinitions } from '../engine/project/read_project.ts'
import { runLocally } from '../engine/run/run_locally.ts'
import { runRequest } from '../engine/meta/run_request.ts'
import { clusterAccounts } from '../identity/resolve/cluster_accounts.ts'
import { createKeyIndex } from '../identity/resolve/key_index.ts'
import { readGraph } from '../identity/resolve/read_graph.ts'
import { createForest, join as unite, rootOf } from '../identity/resolve/union_find.ts'
import { edges, stubs } from './identity_project.ts'
import { saveResult, timed, withPostgres, type Figure } from './machine.ts'

// Groups generated accounts into members: labels from edges, compared with a bare union-find on typed arrays, and nights of the whole node:
// npx tsx bench/one_id.ts [sizes…]; the nights are of 5 million accounts, or of the largest size given.
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000_000, 5_000_000, 10_000_000]
const nightly = Math.min(5_000_000, Math.max(...sizes))

const inputOf = (client: pg.Client, select: string): Input => ({
  integers: (columns, see) => copyIntegers(client, select, columns, see),
  [Symbol.asyncIterator]: () => {
    throw new Error('read as integers')
  },
})

/** A union-find over edges whose ends are keys of two words: no accounts, no limits, no output. */
function unionFind(size: number) {
  const [accounts, values] = [createKeyIndex(size), createKeyIndex(size)]
  const parents = createForest(size)
  const carriers = new Int32Array(2 * size).fill(-1)
  return {
    see(accountUpper: number, accountLower: number, valueUpper: number, valueLower: number) {
      const account = accounts.add(accountUpper, accountLower)
      const value = values.add(valueUpper, valueLower)
      if (carriers[value]! < 0) carriers[value] = account
      else unite(parents, account, carriers[value]!)
    },
    end() {
      for (let account = 0; account < size; account++) parents[account] = rootOf(parents, account)
    },
  }
}

const edgeSelect = 'select account_key, value_key from edge'

/** Bare: reads the text of `copy … to stdout` byte by byte; nine digits of a key are one word, the rest the other. */
async function bare(client: pg.Client, size: number): Promise<void> {
  const { see, end } = unionFind(size)
  let [high, low, digits, accountHigh, accountLow] = [0, 0, 0, 0, 0]
  const take = (chunk: Buffer) => {
    for (const byte of chunk) {
      if (byte >= 48 && ++digits <= 9) high = high * 10 + byte - 48
      else if (byte >= 48) low = (low * 10 + byte - 48) | 0
      else if (byte === 45) low = 1
      else {
        if (byte === 9) [accountHigh, accountLow] = [high, low]
        else see(accountHigh, accountLow, high, low)
        high = low = digits = 0
      }
    }
  }
  for await (const chunk of client.query(copyTo(`copy (${edgeSelect}) to stdout`)) as AsyncIterable<Buffer>) take(chunk)
  end()
}

/** Lower bound: the same with the engine's reader, which finds keys at fixed offsets in a binary COPY. */
async function floor(client: pg.Client, size: number): Promise<void> {
  const { see, end } = unionFind(size)
  await copyIntegers(client, edgeSelect, 2, ({ upper, lower }) => see(upper[0]!, lower[0]!, upper[1]!, lower[1]!))
  end()
}

/** Ours: reads 64-bit keys from Postgres and writes the label of each account back. */
async function ours(client: pg.Client, writer: pg.Client): Promise<void> {
  const graph = await readGraph({
    account: inputOf(client, 'select account_key, first_seen_at from account'),
    rule: inputOf(client, 'select rule, null::integer from generate_series(0, 5) as rule'),
    edge: inputOf(client, 'select account_key, value_key, rule from edge'),
    decision: inputOf(client, 'select 1, 1, true where false'),
    pair: inputOf(client, 'select 1, 1 where false'),
  })
  const labels = clusterAccounts(graph)
  await writer.query('truncate label')
  const into = writer.query(copyFrom('copy label from stdin'))
  let lines = ''
  for (let account = 0; account < labels.length; account++) {
    lines += `${graph.accounts.text(account)}\t${labels[account]}\n`
    if (lines.length < 262_144) continue
    if (!into.write(lines)) await once(into, 'drain')
    lines = ''
  }
  into.end(lines)
  await once(into, 'finish')
}

async function compareBare(url: string, figures: Figure[]): Promise<number> {
  const [client, writer] = [new pg.Client(url), new pg.Client(url)]
  await Promise.all([client.connect(), writer.connect()])
  let atNightly = 0
  for (const size of sizes) {
    await client.query(`drop table if exists edge, account, label; create unlogged table edge as ${edges(String(size), true)}`)
    await client.query(
      `create unlogged table account as select hashint8extended(n, 9) as account_key, 1700000000 + n as first_seen_at from generate_series(1, ${size}) as n;
       create unlogged table label (account_key bigint, label integer); analyze`,
    )
    const [bares, floors, own]: [number[], number[], number[]] = [[], [], []]
    for (let round = 0; round < 3; round++) {
      bares.push((await timed(() => bare(client, size))).seconds)
      floors.push((await timed(() => floor(client, size))).seconds)
      own.push((await timed(() => ours(client, writer))).seconds)
      const [one, two, three] = [bares, floors, own].map((seconds) => seconds.at(-1)!.toFixed(2))
      console.log(`${size.toLocaleString('en')}: bare ${one} s, by our reader ${two} s, labels written ${three} s`)
    }
    const [least, lowest, mine] = [Math.min(...bares), Math.min(...floors), Math.min(...own)]
    if (size === nightly) atNightly = least
    const what = `${(size / 1e6).toLocaleString('en')} M accounts`
    figures.push({ what: `${what}: bare union-find`, value: least, unit: 's', samples: bares })
    figures.push({ what: `${what}: bare union-find by our reader`, value: lowest, unit: 's', samples: floors })
    figures.push({ what: `${what}: edges to labels, written`, value: mine, unit: 's', samples: own })
    figures.push({ what: `    to bare`, value: mine / least, unit: '×', at_most: 1.2 })
    figures.push({ what: `    to bare by our reader`, value: mine / lowest, unit: '×' })
    figures.push({ what: `    peak memory of this process`, value: process.resourceUsage().maxRSS / 1024, unit: 'MB', at_most: 1500 })
  }
  await client.query('drop table edge, account, label')
  await Promise.all([client.end(), writer.end()])
  return atNightly
}

async function runNights(url: string, bareSeconds: number, figures: Figure[]): Promise<void> {
  const root = join(import.meta.dirname, '..')
  const map = (await readDefinitions(root, 'model', 'models')).filter(({ name }) => name === 'dwd.one_id_map')
  const nodes = await compileDefinitions([...stubs(nightly), ...map], await readFunctions(), (file) => readFile(join(root, file), 'utf8'))
  const project = { nodes, tests: [], functions: [...(await readFunctions())].filter(([name]) => name.startsWith('warehouse.')) }
  const database = openDatabase(url, 'memberhouse:bench', 4)
  const config = { time_zone: 'UTC', heavy_slots: 1, light_slots: 1, publication_delay_ms: 200, parked_hours: 1, max_as_of_step_days: 31 }
  for (const [what, as_of] of [
    ['first night', '2026-01-02'],
    ['nothing changed', '2026-01-03'],
    ['1 % new accounts', '2026-01-04'],
  ] as const) {
    const request = runRequest.parse({ actor: 'bench', as_of })
    const end = await runLocally(request, { database, url, project, config })
    const { rows } = await database.query<{ seconds: number; changed_count: number }>(
      `select extract(epoch from ended_at - started_at)::float8 as seconds, changed_count from meta.run_node
       where run_id = ${end.run_id} and node = 'dwd.one_id_map'`,
    )
    const { seconds, changed_count } = rows[0]!
    console.log(`${what}: ${end.state} ${end.detail ?? ''} ${seconds.toFixed(1)} s, ${changed_count} rows written`)
    figures.push({ what: `node at ${nightly / 1e6} M accounts, ${what}`, value: seconds, unit: 's' })
    figures.push({ what: '    rows written', value: changed_count, unit: '' })
    if (what === 'nothing changed') figures.push({ what: '    to bare', value: seconds / bareSeconds, unit: '×', at_most: 2 })
    if (what === '1 % new accounts') figures.push({ what: '    to bare, with the writing', value: seconds / bareSeconds, unit: '×' })
  }
  await database.end()
}

await withPostgres(async ({ url }) => {
  const figures: Figure[] = []
  await migrate(url)
  const bareSeconds = await compareBare(url, figures)
  await runNights(url, bareSeconds, figures)
  await saveResult('one_id', url, figures)
})
