import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { createGunzip, createGzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import {
  append,
  defineModel,
  integer,
  numeric,
  replacesFile,
  source,
  text,
  timestamptz,
  wholeFile,
  type Column,
  type SourceOptions,
} from '../engine/project/contract.ts'
import { openDatabase, type Database } from '../engine/postgres/database.ts'
import { copyRows } from '../engine/postgres/copy_rows.ts'
import { loadTogether } from '../engine/load/load_file.ts'
import type { SourceModel } from '../engine/project/source_model.ts'
import { migrate } from '../engine/meta/migrate.ts'
import { createSourceTable } from '../tests/support/source_table.ts'
import { saveResult, timed, withPostgres, type Figure } from './machine.ts'

// Loads a CSV of order lines as three kinds of source, compared with a bare COPY of the same file: npx tsx bench/load.ts [lines]
const lines = Number(process.argv[2] ?? 5_000_000)

const columns: Record<string, Column> = {
  order_no: text('Order.'),
  line_no: integer('Line of the order.'),
  ordered_at: timestamptz('When.'),
  store: text('Where.'),
  member_no: text('Who, if known.'),
  sku: text('What.'),
  product: text('What, in words.'),
  quantity: integer('Pieces.'),
  unit_price: numeric('Price of one.'),
  currency: text('Its currency.'),
}
const header = Object.keys(columns).join(',')

/** Line `n` of the file; every hundredth differs from one `edition` to the next. */
function row(n: number, edition: number): string {
  const order = Math.floor(n / 4)
  const price = ((n * 7919) % 20_000) + (n % 100 === 0 ? edition : 0)
  const at = new Date(1.7e12 + order * 20_000).toISOString().slice(0, 19).replace('T', ' ')
  // Every fiftieth order contains the same product twice.
  const sku = (order * 31 + ((n % 4) - Number(n % 200 === 2))) % 50_000
  return `SO${1e9 + order},${(n % 4) + 1},${at}+00,store ${order % 300},${order % 3 ? `M${order % 999_983}` : ''},SKU-${sku},"Product ""${sku}"", 500 ml",${(n % 5) + 1},${(price / 100).toFixed(2)},CNY\n`
}

async function writeLines(path: string, edition: number): Promise<void> {
  const file = createWriteStream(path)
  file.write(`${header}\n`)
  for (let n = 0; n < lines;) {
    let part = ''
    for (const end = Math.min(lines, n + 10_000); n < end; n++) part += row(n, edition)
    if (!file.write(part)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

const sourceOf = (name: string, options: Omit<SourceOptions, 'files'>, more: Record<string, Column> = {}) =>
  defineModel({
    name: `ods.${name}`,
    doc: 'Order lines.',
    kind: source({ files: '*', ...options }),
    columns: { ...columns, ...more },
  }) as SourceModel
const sources = [
  sourceOf('keyed', { key: ['order_no', 'line_no'], deletion: wholeFile() }),
  sourceOf('keyless', { deletion: append() }),
  sourceOf('ordinal', { key: ['order_no', 'sku', 'place'], ordinal: 'place', deletion: replacesFile() }, { place: integer('Place.') }),
]

/** A bare COPY of a file into a table without a key, sent by the client like psql's \copy. */
async function bareCopy(database: Database, path: string, typeOf: (column: Column) => string): Promise<number> {
  const listed = Object.entries(columns).map(([name, column]) => `${name} ${typeOf(column)}`)
  await database.query(`drop table if exists bare; create table bare (${listed.join(', ')})`)
  const connection = await database.connect()
  const { seconds } = await timed(() =>
    copyRows(connection, `copy bare from stdin (format csv, header)`, async (send) => {
      const file = createReadStream(path, { highWaterMark: 1 << 20 })
      for await (const bytes of path.endsWith('.gz') ? file.pipe(createGunzip()) : file) await send(bytes as Buffer)
    }),
  )
  connection.release()
  return seconds
}

await withPostgres(async ({ home, url }) => {
  await migrate(url)
  const database = openDatabase(url, 'memberhouse:bench', 2)
  const files = ['first', 'same', 'changed', 'first.gz'].map((name) => join(home, `${name}.csv`))
  await writeLines(files[0]!, 0)
  await writeLines(files[2]!, 1)
  await pipeline(createReadStream(files[0]!), createGzip({ level: 4 }), createWriteStream(join(home, 'first.csv.gz')))
  await pipeline(createReadStream(files[0]!), createWriteStream(files[1]!))
  await pipeline([Buffer.from('\n')], createWriteStream(files[1]!, { flags: 'a' }))

  const seconds = new Map<string, number[]>()
  const note = (what: string, value: number) => {
    seconds.set(what, [...(seconds.get(what) ?? []), value])
    console.log(`${what}: ${value.toFixed(2)} s`)
  }
  const load = async (declared: SourceModel, what: string, name: string) => {
    // Under one name, like an export that is repeated: otherwise the rows of a source with replacing files would move between files.
    const file = { path: join(home, name), name: name.replace(/same|changed/, 'first') }
    const { seconds, result } = await timed(async () => (await loadTogether(database, declared, [file]))[0]!)
    note(`${declared.name} ${what}`, seconds)
    if (result.state !== 'loaded' || result.rows_read !== lines) throw new Error(JSON.stringify(result))
  }
  for (const declared of sources) {
    note('bare text', await bareCopy(database, files[0]!, () => 'text'))
    note('bare typed', await bareCopy(database, files[0]!, (column) => column.type))
    await createSourceTable(database, declared)
    await load(declared, 'first', 'first.csv')
    if (declared.kind.key.length > 0) {
      await load(declared, 'again, nothing changed', 'same.csv')
      await load(declared, 'again, 1 % changed', 'changed.csv')
    }
    await database.query('truncate meta.batch cascade')
    await createSourceTable(database, declared)
    await load(declared, 'first, gzip', 'first.csv.gz')
    await database.query(`drop table bare, store.${declared.name.replace('.', '_')}`)
  }
  const best = (what: string) => Math.min(...seconds.get(what)!)
  const figures: Figure[] = [...seconds].map(([what, samples]) => ({ what, value: Math.min(...samples), unit: 's', samples }))
  for (const what of seconds.keys()) {
    if (!what.startsWith('ods.')) continue
    figures.push({ what: `speed of ${what}, to bare text`, value: best('bare text') / best(what), unit: '×', at_least: 0.3 })
    figures.push({ what: `speed of ${what}, to bare typed`, value: best('bare typed') / best(what), unit: '×', at_least: 0.6 })
  }
  figures.push({ what: 'peak memory of this process', value: process.resourceUsage().maxRSS / 1024, unit: 'MB', at_most: 300 })
  await database.end()
  await saveResult('load', url, figures)
})
