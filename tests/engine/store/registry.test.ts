import { expect, test } from 'vitest'
import { bigint, boolean, computed, full, source, text, wholeFile } from '../../../engine/project/contract.ts'
import { rollbackTo } from '../../../engine/release/rollback.ts'
import { resetModel } from '../../../engine/release/reset_model.ts'
import { compile, model, openWarehouse } from '../../support/project.ts'

const name = text('Name.')
const people = model('ods.person', {
  kind: source({ files: 'person*.csv', key: ['name'], deletion: wholeFile(), max_closed_rate: 1 }),
  columns: { name },
})
const numbered = {
  ...model('dwd.person_number', {
    kind: computed('tests/fixtures/lasting_number.ts', { store: 'changes', gives: 'changes' }),
    grain: ['name'],
    columns: { name, number: bigint('Its number.') },
    remembers: true,
  }),
  inputs: [
    { name: 'names', file: 'models/dwd/person_number.names.sql', text: 'select name from ods.person order by name' },
    {
      name: 'registry',
      file: 'models/dwd/person_number.registry.sql',
      text: 'select name, number, run_id, is_deleted, is_effective from registry.dwd_person_number',
    },
  ],
}
const history = model(
  'dwd.person_event',
  { kind: full(), grain: ['name', 'run_id'], columns: { name, run_id: bigint('Run.'), what: text('What.') } },
  `select name, run_id, case when is_deleted then 'gone' else 'there' end as what from registry.dwd_person_number where is_effective`,
)
test('the registry of a model survives deleted rows, unpublished runs, a rollback, a full refresh and a reset', async () => {
  const warehouse = await openWarehouse([people, numbered, history])
  const load = (batch: number, ...names: string[]) => warehouse.load(`person${batch}.csv`, ['name', ...names, ''].join('\n'))
  const night = (day: number, publish: 'auto' | 'never' = 'auto') => warehouse.build({ as_of: `2024-01-0${day}`, publish })
  const numbers = async (release?: number) =>
    Object.fromEntries((await warehouse.rows('dwd.person_number', release)).map((row) => [row['name'], row['number']]))
  await load(1, 'Ann', 'Ben')
  const first = await night(1)
  expect(first.detail).toBeNull()
  expect(await numbers()).toEqual({ Ann: 1, Ben: 2 })

  await load(2, 'Ben', 'Cid')
  const candidate = await night(2, 'never')
  expect(await numbers(candidate.run_id)).toEqual({ Ben: 2, Cid: 3 })
  await load(3, 'Ben', 'Dora')
  await night(3)
  // The number that the candidate gave is not reused.
  expect(await numbers()).toEqual({ Ben: 2, Dora: 4 })
  await rollbackTo(warehouse.database, first.run_id, 'tester', warehouse.config.publication_delay_ms)
  expect(await numbers()).toEqual({ Ann: 1, Ben: 2 })

  await load(4, 'Ann', 'Ben', 'Dora')
  const refreshed = await warehouse.build({ as_of: '2024-01-04', full_refresh: true })
  expect(await numbers()).toEqual({ Ann: 1, Ben: 2, Dora: 4 })
  expect((await warehouse.nodes(refreshed.run_id))['dwd.person_number']).toMatchObject({ state: 'built', row_count: 3, changed_count: 1 })
  const events = (await warehouse.rows('dwd.person_event')).map(({ name, what }) => `${name as string} ${what as string}`).sort()
  expect(events).toEqual(['Ann gone', 'Ann there', 'Ann there', 'Ben there', 'Dora there'])

  await resetModel(warehouse.database, warehouse.project().nodes, 'dwd.person_number', 'tester')
  await night(5)
  expect(await numbers()).toEqual({ Ann: 1, Ben: 2, Dora: 4 })
  const unchanged = await night(6)
  expect((await warehouse.nodes(unchanged.run_id))['dwd.person_number']).toMatchObject({
    state: 'unchanged',
    row_count: 3,
    changed_count: 0,
  })
  await warehouse.close()
})

test('the registry of a source has every row ever loaded before the run, closed rows too; an older release sees no later rows', async () => {
  const columns = { name, city: text('City.') }
  const kind = source({ files: 'person*.csv', key: ['name'], deletion: wholeFile(), max_closed_rate: 1 })
  const seen = { name, city: text('City.'), is_current: boolean('It is so now.') }
  const cities = model(
    'dwd.person_city',
    { kind: full({ store: 'changes' }), grain: ['name', 'city'], columns: seen },
    'select name, city, bool_or(is_current) as is_current from registry.ods_person group by name, city',
  )
  const warehouse = await openWarehouse([model('ods.person', { kind, columns }), cities])
  const rows = async (release?: number) =>
    (await warehouse.rows('dwd.person_city', release)).map(
      (row) => `${row['name'] as string} ${row['city'] as string} ${String(row['is_current'])}`,
    )
  await warehouse.load('person1.csv', 'name,city\nAnn,Ulm\nBen,Bonn\n')
  const first = await warehouse.build({ as_of: '2024-01-01' })
  expect((await rows()).sort()).toEqual(['Ann Ulm true', 'Ben Bonn true'])
  await warehouse.load('person2.csv', 'name,city\nAnn,Jena\n')
  expect((await rows()).sort()).toEqual(['Ann Ulm true', 'Ben Bonn true'])
  await warehouse.build({ as_of: '2024-01-02' })
  expect((await rows()).sort()).toEqual(['Ann Jena true', 'Ann Ulm false', 'Ben Bonn false'])
  expect((await rows(first.run_id)).sort()).toEqual(['Ann Ulm true', 'Ben Bonn true'])
  await warehouse.close()
})

test('a registry accepts inserts only: no update, delete or truncate', async () => {
  const warehouse = await openWarehouse([people, numbered])
  await warehouse.load('person1.csv', 'name\nAnn\n')
  await warehouse.build({ as_of: '2024-01-01' })
  const log = 'store.dwd_person_number_registry'
  for (const change of [`update ${log} set number = 7`, `delete from ${log}`, `truncate ${log}`])
    await expect(warehouse.query(change)).rejects.toThrow(/is append-only/)
  expect(await warehouse.query(`select name, number::integer as number from ${log}`)).toEqual([{ name: 'Ann', number: 1 }])
  await warehouse.close()
})

test('only models that remember have a registry, and only models stored by change may remember', async () => {
  const plain = model('dwd.plain', { kind: full(), grain: ['name'], columns: { name } }, 'select name from ods.person')
  const reader = model('dwd.reader', { kind: full(), grain: ['name'], columns: { name } }, 'select name from registry.dwd_plain')
  await expect(compile([people, plain, reader])).rejects.toThrow(/dwd.plain has no registry/)
  const versions = model('dwd.kept', { kind: full(), grain: ['name'], columns: { name }, remembers: true }, 'select name from ods.person')
  await expect(compile([people, versions])).rejects.toThrow(/a model that remembers must be stored by change/)
  const forgetful = { ...numbered, declared: { ...numbered.declared, remembers: false } as typeof numbered.declared }
  await expect(compile([people, forgetful])).rejects.toThrow(/needs a registry/)
})
