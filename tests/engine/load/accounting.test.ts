import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  append,
  boolean,
  integer,
  replacesFile,
  text,
  tombstone,
  wholeFile,
  type Column,
  type SourceOptions,
} from '../../../engine/project/contract.ts'
import { openLoadBench, type LoadBench } from '../../support/load_bench.ts'

let bench: LoadBench
beforeAll(async () => {
  bench = await openLoadBench()
})
afterAll(() => bench.close())

type Row = { key: string; value: number; is_gone: boolean; fault: 'none' | 'cast' | 'fields' | 'keyless' }
type File = { name: string; rows: Row[] }
type Known = { value: number; file: string }

const row: fc.Arbitrary<Row> = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  value: fc.integer({ min: 0, max: 1 }),
  is_gone: fc.boolean(),
  fault: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('cast' as const, 'fields' as const, 'keyless' as const) },
  ),
})
const files = (name: string): fc.Arbitrary<File[]> =>
  fc.array(fc.record({ name: fc.constantFrom(`${name}_1.csv`, `${name}_2.csv`), rows: fc.array(row, { maxLength: 6 }) }), {
    minLength: 1,
    maxLength: 5,
  })

function line({ key, value, is_gone, fault }: Row): string {
  if (fault === 'fields') return key
  return `${fault === 'keyless' ? '' : key},${fault === 'cast' ? 'x' : value},${is_gone}`
}

/** What a load should make of the open rows, said as simply as it can be. Null: refused. `last` is the name of the file loaded last. */
function expected(
  known: Map<string, Known>,
  last: string,
  { name, rows }: File,
  kind: SourceOptions,
): { known: Map<string, Known>; accepted: number; unchanged: number } | null {
  const by = kind.deletion.by
  const isInScope = (entry: Known) => by === 'whole_file' || (by === 'replaces_file' && entry.file === name)
  if (by === 'whole_file' && name < last) return null
  const lines = new Map<string, number>()
  const arrived = new Map<string, Row>()
  const spared = new Set<string>()
  for (const entry of rows.filter(({ fault }) => fault === 'none' || fault === 'cast')) {
    lines.set(entry.key, (lines.get(entry.key) ?? 0) + 1)
    const key = kind.ordinal ? `${entry.key}${lines.get(entry.key)}` : entry.key
    if (entry.fault === 'none') arrived.set(key, entry)
    else spared.add(key)
  }
  const hidesKey = rows.some(({ fault }) => fault === 'fields' || fault === 'keyless')
  const after = new Map([...known].filter(([key, entry]) => hidesKey || !isInScope(entry) || arrived.has(key) || spared.has(key)))
  const present = [...known.values()].filter(isInScope).length
  const closed = known.size - after.size
  let accepted = 0
  for (const [key, entry] of arrived) {
    const old = after.get(key)
    if (by === 'tombstone' && entry.is_gone) {
      if (after.delete(key)) accepted++
    } else if (!old || old.value !== entry.value || (by === 'replaces_file' && old.file !== name)) {
      after.set(key, { value: entry.value, file: name })
      accepted++
    }
  }
  if (closed > Math.ceil(kind.max_closed_rate! * present) || (closed > 0 && closed === present && accepted === 0)) return null
  return { known: after, accepted, unchanged: arrived.size - accepted }
}

const key = { id: text('Key.') }
const rest = { value: integer('Value.'), is_gone: boolean('Gone.') }
const options = { key: ['id'], max_rejected_rate: 1, max_closed_rate: 1 }
const cases: [string, SourceOptions][] = [
  ['append', { ...options, files: 'append*.csv', deletion: append() }],
  ['tombstone', { ...options, files: 'tombstone*.csv', deletion: tombstone('is_gone') }],
  ['whole_file', { ...options, files: 'whole_file*.csv', deletion: wholeFile() }],
  ['limited_file', { ...options, files: 'limited_file*.csv', deletion: wholeFile(), max_closed_rate: 0.4 }],
  ['limited_part', { ...options, files: 'limited_part*.csv', deletion: replacesFile(), max_closed_rate: 0.4 }],
  ['replaces_file', { ...options, files: 'replaces_file*.csv', deletion: replacesFile() }],
  ['ordinal', { ...options, files: 'ordinal*.csv', key: ['id', 'place'], ordinal: 'place', deletion: replacesFile() }],
]

test.each(cases)(
  '%s: rows read = accepted + unchanged + rejected, and each version of the source is what the files said',
  async (name, kind) => {
    const place: Record<string, Column> = kind.ordinal ? { place: integer('Place.') } : {}
    const table = `store.ods_${name}`
    await bench.declare(
      name,
      { ...key, ...place, ...rest, ...(kind.deletion.by === 'tombstone' ? {} : { is_gone: text('Not looked at.') }) },
      kind,
    )
    await fc.assert(
      fc.asyncProperty(files(name), async (sequence) => {
        await bench.database.query(`truncate meta.batch, ${table} cascade`)
        let known = new Map<string, Known>()
        let last = ''
        const history: [number, Map<string, Known>][] = []
        for (const [number, file] of sequence.entries()) {
          // Blank lines are ignored, and make each file's content another. What is_gone says matters to tombstones alone.
          const lines = file.rows.map((entry) => line(kind.deletion.by === 'tombstone' ? entry : { ...entry, is_gone: false }))
          const outcome = await bench.load(
            file.name,
            `id,value,is_gone\n${lines.map((text) => `${text}\n`).join('')}${'\n'.repeat(number)}`,
          )
          const next = expected(known, last, file, kind)
          expect(outcome.state).toBe(next ? 'loaded' : 'refused')
          if (!next) continue
          known = next.known
          last = file.name
          const { rows_read, rows_accepted, rows_unchanged, rows_rejected } = outcome
          expect({ rows_read, rows_accepted, rows_unchanged }).toEqual({
            rows_read: file.rows.length,
            rows_accepted: next.accepted,
            rows_unchanged: next.unchanged,
          })
          expect(rows_accepted + rows_unchanged + rows_rejected).toBe(rows_read)
          const rejected = await bench.rejected(outcome.batch_id)
          expect(rejected).toHaveLength(rows_rejected)
          expect(rejected.every(({ reasons }) => reasons.length > 0)).toBe(true)
          history.push([outcome.batch_id!, known])
        }
        for (const [version, state] of history) {
          const { rows } = await bench.database.query(
            `select id ${kind.ordinal ? '|| place' : ''} as key, value, source_file as file from ${table} where from_version <= $1 and to_version > $1 order by 1`,
            [version],
          )
          expect(rows).toEqual([...state].map(([key, entry]) => ({ key, ...entry })).sort((one, other) => (one.key < other.key ? -1 : 1)))
        }
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 10) },
    )
  },
)

test('a source without a key only grows', async () => {
  await bench.declare(
    'growing',
    { id: text('Key.'), value: integer('Value.') },
    { files: 'growing*.csv', deletion: append(), max_rejected_rate: 1 },
  )
  const first = await bench.load('growing.csv', 'id,value\na,1\na,1\nb,x\n')
  const second = await bench.load('growing.csv', 'id,value\na,1\n')
  expect([first, second].map(({ rows_read, rows_accepted, rows_rejected }) => [rows_read, rows_accepted, rows_rejected])).toEqual([
    [3, 2, 1],
    [1, 1, 0],
  ])
  expect(await bench.open('growing', 'id, value')).toEqual(new Array(3).fill({ id: 'a', value: 1 }))
})

test.each(['kind', 'is_known', 'place', 'is_spared', 'row_id', 'key_0', 'difference', 'known'])(
  'a source may have a column called %s',
  async (name) => {
    await bench.declare(
      `named_${name}`,
      { id: text('Key.'), [name]: integer('Value.') },
      { files: `named_${name}_*.csv`, key: ['id'], deletion: wholeFile() },
    )
    await bench.load(`named_${name}_1.csv`, `id,${name}\na,1\nb,2\nb,3\n`)
    const second = await bench.load(`named_${name}_2.csv`, `id,${name}\na,1\nb,4\nb,5\n`)
    expect(second).toMatchObject({ state: 'loaded', rows_accepted: 1, rows_unchanged: 1, rows_rejected: 1 })
    expect(await bench.open(`named_${name}`, `id, ${name}`)).toEqual([
      { id: 'a', [name]: 1 },
      { id: 'b', [name]: 5 },
    ])
  },
)

test('the last row of a key wins, and the others name the line that superseded them', async () => {
  await bench.declare(
    'repeated',
    { id: text('Key.'), value: integer('Value.') },
    { files: 'repeated*.csv', key: ['id'], deletion: append() },
  )
  for (const name of ['repeated_1.csv', 'repeated_2.csv']) {
    // Superseded rows are no faults: the share of rejected rows that is allowed does not count them.
    const outcome = await bench.load(name, `id,value\na,1\nb,1\na,2\na,3\n${name}\n`.replace(/\n(repeated_..csv)/, '\n$1,1'))
    expect(outcome).toMatchObject({ state: 'loaded', rows_read: 5, rows_rejected: 2 })
    expect(await bench.rejected(outcome.batch_id)).toEqual([
      { source_line: 2, raw_text: 'a,1', reasons: ['superseded by line 5'] },
      { source_line: 4, raw_text: 'a,2', reasons: ['superseded by line 5'] },
    ])
  }
  expect(await bench.open('repeated', 'id, value')).toEqual([
    { id: 'a', value: 3 },
    { id: 'b', value: 1 },
    { id: 'repeated_1.csv', value: 1 },
    { id: 'repeated_2.csv', value: 1 },
  ])
})

test.each([
  ['append', ['A', 'B', 'A'], ['loaded', 'loaded', 'known']],
  ['whole_file', ['A', 'B', 'A'], ['loaded', 'loaded', 'loaded']],
  ['replaces_file', ['A', 'A', 'B', 'A'], ['loaded', 'known', 'loaded', 'loaded']],
] as const)('%s: which content counts as known', async (by, contents, states) => {
  const name = `known_${by}`
  await bench.declare(name, { id: text('Key.') }, { files: `${name}*.csv`, key: ['id'], deletion: { by }, max_closed_rate: 1 })
  const seen = []
  for (const content of contents) seen.push((await bench.load(`${name}.csv`, `id\n${content}\n`)).state)
  expect(seen).toEqual(states)
})

test('two loads of one source run one after the other', async () => {
  const { name } = await bench.declare(
    'turns',
    { id: text('Key.'), value: integer('Value.') },
    { files: 'turns*.csv', key: ['id'], deletion: append() },
  )
  const loads = await Promise.all([1, 2, 3].map((number) => bench.load(`turns_${number}.csv`, `id,value\na,${number}\n`)))
  expect(loads.map(({ state }) => state)).toEqual(['loaded', 'loaded', 'loaded'])
  expect(await bench.open('turns', 'batch_id')).toEqual([{ batch_id: Math.max(...loads.map(({ batch_id }) => batch_id!)) }])
  const { rows } = await bench.database.query('select newest_batch_id from meta.source where source = $1', [name])
  expect(rows).toEqual([{ newest_batch_id: Math.max(...loads.map(({ batch_id }) => batch_id!)) }])
})

test('a reader of an empty source does not block its first file', async () => {
  await bench.declare('first', { id: text('Key.') }, { files: 'first*.csv', key: ['id'], deletion: append() })
  const reader = await bench.database.connect()
  try {
    await reader.query('begin; select from store.ods_first')
    expect(await bench.load('first_1.csv', 'id\na\nb\na\n')).toMatchObject({ state: 'loaded', rows_accepted: 2, rows_rejected: 1 })
  } finally {
    await reader.query('rollback')
    reader.release()
  }
})

test('the key of a source is kept by an index after its first file too', async () => {
  await bench.declare('indexed', { id: text('Key.') }, { files: 'indexed*.csv', key: ['id'], deletion: append() })
  await bench.load('indexed.csv', 'id\na\na\n')
  await expect(bench.database.query(`insert into store.ods_indexed (from_version, id) values (1, 'a')`)).rejects.toThrow('duplicate key')
})
