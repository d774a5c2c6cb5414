import { afterEach, expect, test } from 'vitest'
import { openRetained, type Retained } from '../../support/shops/retained_shop.ts'

// What a dump does to a table, without its programs: the rows of meta are written as text and read again, and the table is another one
// of the same name.

let shop: Retained
afterEach(() => shop.close())

test('a restored warehouse reads every release as before, and builds the next', { timeout: 60_000 }, async () => {
  shop = await openRetained()
  const releases = await shop.nights(3)
  const [dumped] = await shop.query(`select jsonb_object_agg(relation || ' ' || version, kept_in::text) as names from meta.version`)
  const names = dumped!['names'] as Record<string, string>
  expect(new Set(Object.values(names))).toContain('store.dwd_fct_order')

  const [{ definition }] = (await shop.query(`select pg_get_viewdef('dwd.fct_order') as definition`)) as [{ definition: string }]
  await shop.query(
    `begin;
     alter table store.dwd_fct_order rename to as_it_was;
     create table store.dwd_fct_order (like store.as_it_was including all);
     insert into store.dwd_fct_order select * from store.as_it_was;
     create or replace view dwd.fct_order as ${definition};
     drop table store.as_it_was;
     commit`,
  )
  await expect(shop.read(releases[0])).rejects.toMatchObject({ code: 'MH002' })

  await shop.query(
    `update meta.version set kept_in = (select value::regclass from jsonb_each_text($1) where key = relation || ' ' || version)`,
    [JSON.stringify(names)],
  )
  for (const release of releases) expect(await shop.read(release), `release ${release}`).toEqual(shop.held.get(release))
  const [next] = await shop.nights(1)
  for (const release of [...releases, next!]) expect(await shop.read(release), `release ${release}`).toEqual(shop.held.get(release))
})
