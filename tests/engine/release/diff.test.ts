import { afterEach, expect, test } from 'vitest'
import { append, bigint, full, jsonb, numeric, source, text, type Column, type StoreName } from '../../../engine/project/contract.ts'
import { diffRelation, diffReleases } from '../../../engine/release/diff_releases.ts'
import { resetModel } from '../../../engine/release/reset_model.ts'
import { retireReleases } from '../../../engine/release/retire_releases.ts'
import { model, openWarehouse, segment, type Warehouse } from '../../support/project.ts'
import { tinyShop } from '../../support/shops/tiny_shop.ts'
import { dateOf } from '../../support/shops/tiny_shop_oracle.ts'

let house: Warehouse
afterEach(() => house.close())

const price = (store: StoreName, rows: string, columns: Record<string, Column> = {}) =>
  model(
    `dwd.price_by_${store}`,
    {
      grain: ['product_id', 'shop'],
      kind: full({ store }),
      columns: {
        product_id: bigint('Product.'),
        shop: text('Shop.'),
        amount: numeric('Price.', { nullable: true }),
        owner: text('Who set it.', { nullable: true, personal: true }),
        tags: jsonb('Tags.', { nullable: true }),
        ...columns,
      },
    },
    `select product_id, shop, amount, owner, tags from (values ${rows}) as rows (product_id, shop, amount, owner, tags)`,
  )
const first = `(1::bigint, 'n', 1.0, 'ann', '{}'::jsonb), (2, 'n', null, 'ben', null), (3, 's', 3, 'cy', '[1]'), (9007199254740993, 's', 4, null, null)`
const second = `(1::bigint, 'n', 1.00, 'ann', '{}'::jsonb), (2, 'n', 2, 'eve', null), (4, 's', 5, null, null), (9007199254740993, 's', null, null, '[2]')`
const both = (rows: string) => [price('versions', rows), price('changes', rows)]

test.each<StoreName>(['versions', 'changes'])('rows are compared by key, columns and nulls, stored by %s', async (store) => {
  house = await openWarehouse(both(first))
  const one = (await house.build()).run_id
  await house.change(both(second))
  const other = (await house.build({ publish: 'never' })).run_id
  const relation = `dwd.price_by_${store}`
  expect(await diffReleases(house.database, one, other)).toContainEqual({
    relation,
    before: one,
    after: other,
    state: 'compared',
    added: 1,
    removed: 1,
    changed: 2,
  })
  const { rows } = await diffRelation(house.database, one, other, `price_by_${store}`, 20)
  expect(rows).toEqual([
    {
      change: 'changed',
      key: { product_id: '2', shop: 'n' },
      columns: [
        { column: 'amount', before: null, after: '2' },
        { column: 'owner', before: '***', after: '***' },
      ],
    },
    {
      change: 'removed',
      key: { product_id: '3', shop: 's' },
      columns: [
        { column: 'amount', before: '3', after: null },
        { column: 'owner', before: '***', after: null },
        { column: 'tags', before: '[1]', after: null },
      ],
    },
    {
      change: 'added',
      key: { product_id: '4', shop: 's' },
      columns: [
        { column: 'amount', before: null, after: '5' },
        { column: 'owner', before: null, after: '***' },
        { column: 'tags', before: null, after: null },
      ],
    },
    {
      change: 'changed',
      key: { product_id: '9007199254740993', shop: 's' },
      columns: [
        { column: 'amount', before: '4', after: null },
        { column: 'tags', before: null, after: '[2]' },
      ],
    },
  ])
  // In the other direction added and removed are swapped; a limit shortens the list.
  const back = await diffRelation(house.database, other, one, relation, 2)
  expect(back).toMatchObject({ added: 1, removed: 1, changed: 2 })
  expect(back.rows.map(({ change, key }) => [change, key['product_id']])).toEqual([
    ['changed', '2'],
    ['added', '3'],
  ])
  expect(back.rows[0]!.columns[0]).toEqual({ column: 'amount', before: '2', after: null })
})

test('sources are compared by their batches, segments by the members that entered, exited or changed', async () => {
  house = await openWarehouse(tinyShop())
  const head = 'order_id,member_id,ordered_on,amount,is_deleted\n'
  await house.load('visit_1.csv', `member_id,visited_on\n1,${dateOf(2)}\n`)
  await house.load('order_1.csv', `${head}a,1,${dateOf(2)},60,\nb,2,${dateOf(2)},70,\nc,3,${dateOf(2)},80,\n`)
  const one = (await house.build({ as_of: dateOf(10) })).run_id
  await house.load('visit_2.csv', `member_id,visited_on\n2,${dateOf(3)}\n`)
  await house.load('order_2.csv', `${head}a,1,${dateOf(2)},65,\nb,2,${dateOf(2)},70,\nc,3,${dateOf(2)},80,true\nd,4,${dateOf(3)},50,\n`)
  // A value that changed and changed back is equal.
  await house.load('order_3.csv', `${head}b,2,${dateOf(2)},71,\n`)
  await house.load('order_4.csv', `${head}b,2,${dateOf(2)},70,\n`)
  const other = (await house.build({ as_of: dateOf(10) })).run_id
  const diffs = Object.fromEntries((await diffReleases(house.database, one, other)).map((diff) => [diff.relation, diff]))
  expect(diffs['ods.order']).toMatchObject({ state: 'compared', added: 1, removed: 1, changed: 1 })
  expect(diffs['ods.visit']).toMatchObject({ state: 'compared', added: 1, removed: 0, changed: 0 })
  expect(diffs['segment.spenders']).toMatchObject({ state: 'compared', added: 1, removed: 1, changed: 1 })
  expect(Object.keys(diffs)).not.toContain('audit.members_in_total')
  expect((await diffRelation(house.database, one, other, 'ods.visit', 20)).rows).toMatchObject([
    { change: 'added', key: { member_id: '2', visited_on: dateOf(3) }, columns: [] },
  ])
  expect((await diffRelation(house.database, one, other, 'spenders', 1)).rows).toEqual([
    { change: 'changed', key: { one_id: '1' }, columns: [{ column: 'amount', before: '60', after: '65' }] },
  ])
  expect((await diffReleases(house.database, one, one)).every(({ state }) => state === 'same')).toBe(true)
})

test('relations of only one release and lost versions are marked', async () => {
  house = await openWarehouse([
    price('versions', first),
    segment('all', { columns: { one_id: bigint('Who.') } }, `select product_id as one_id from dwd.price_by_versions`),
  ])
  const one = (await house.build()).run_id
  await house.change(both(first))
  const other = (await house.build()).run_id
  const states = async (before: number, after: number) =>
    (await diffReleases(house.database, before, after)).map(({ relation, state }) => [relation, state])
  expect(await states(one, other)).toEqual([
    ['dwd.price_by_changes', 'appeared'],
    ['dwd.price_by_versions', 'same'],
    ['segment.all', 'disappeared'],
  ])
  await resetModel(house.database, house.project().nodes, 'price_by_versions', 'tester')
  const third = (await house.build()).run_id
  expect(await states(other, third)).toEqual([
    ['dwd.price_by_changes', 'same'],
    ['dwd.price_by_versions', 'lost'],
  ])
  await expect(diffRelation(house.database, one, third, 'nothing', 20)).rejects.toThrow(
    `Neither release ${one} nor ${third} holds a relation nothing`,
  )
  await expect(diffReleases(house.database, third, 99)).rejects.toMatchObject({ code: 'MH001' })
  await retireReleases(house.database, { releases: [other], actor: 'tester' })
  await expect(diffReleases(house.database, other, third)).rejects.toMatchObject({ code: 'MH002' })
})

test('a source without a key and columns of any type can be compared', async () => {
  const odd = (value: string) =>
    model(
      'dwd.odd',
      {
        grain: ['id'],
        kind: full(),
        columns: {
          id: bigint('Id.'),
          place: { ...text('Place.'), type: 'point' },
          raw: { ...text('Raw.'), type: 'json' },
          of_side: text('A name.'),
        },
      },
      `select 1::bigint as id, point '(1, 2)' as place, json '${value}' as raw, 'x' as of_side`,
    )
  const click = model('ods.click', {
    kind: source({ files: 'click_*.csv', deletion: append() }),
    columns: { page: text('Page.', { nullable: true }) },
  })
  house = await openWarehouse([click, odd('{"a": 1}')])
  await house.load('click_1.csv', 'page\nhome\n')
  const one = (await house.build()).run_id
  await house.load('click_2.csv', 'page\nhome\ncart\n')
  await house.change([click, odd('{"a": 2}')])
  const other = (await house.build()).run_id
  expect((await diffReleases(house.database, one, other)).map(({ added, removed, changed }) => [added, removed, changed])).toEqual([
    [0, 0, 1],
    [2, 0, 0],
  ])
  expect((await diffRelation(house.database, one, other, 'odd', 20)).rows[0]!.columns).toEqual([
    { column: 'raw', before: '{"a": 1}', after: '{"a": 2}' },
  ])
})
