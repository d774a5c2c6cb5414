import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { rollbackTo } from '../../engine/release/rollback.ts'
import { openWarehouse, type Warehouse } from '../support/project.ts'
import { tinyShop } from '../support/shops/tiny_shop.ts'
import { dateOf } from '../support/shops/tiny_shop_oracle.ts'

let house: Warehouse
afterEach(() => house.close())

const orders = (night: number) =>
  `order_id,member_id,ordered_on,amount,is_deleted\n${Array.from({ length: 40 }, (_, place) => `o${place},${place % 7},${dateOf((place % 9) + 1)},${night * 10 + (place % 3)},`).join('\n')}\n`

// Each statement computes `night` from the amounts: all relations of one release give the same night.
const statements = [
  `select round(sum(amount) / count(*) / 10) as night, count(*) as row_count from dwd.fct_order`,
  `select round(sum(amount) / 40 / 10) as night, sum(amount) is not null as row_count from dws.member_day`,
  `select round(sum(amount) / 40 / 10) as night, count(*) as row_count from dws.member_state`,
  `select round(value / 40 / 10) as night, 1 as row_count from ads.total where measure = 'orders'`,
  `select round(sum((attributes ->> 'amount')::numeric) / 40 / 10) as night, count(*) as row_count from segment.member`,
]

/** Reads several relations in each of many transactions until `isOver`; returns all violations. */
async function readRepeatedly(
  isolation: string,
  isOver: () => boolean,
  release: (() => number | null) | null,
): Promise<{ wrong: string[]; read: number; refused: number }> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  const found = { wrong: [] as string[], read: 0, refused: 0 }
  for (let turn = 0; !isOver(); turn++) {
    await client.query(`begin isolation level ${isolation}`)
    const nights: unknown[] = []
    try {
      const named = release?.() ?? null
      if (named !== null) await client.query(`set local memberhouse.release = '${named}'`)
      for (const place of [0, 1, 2, 3]) {
        const text = statements[(turn + place) % statements.length]!
        // Also with prepared statements, whose plans outlive a release.
        const { rows } = await client.query(turn % 2 ? { text, name: text.slice(-40) } : text)
        if (rows.length !== 1 || rows[0].night === null || !rows[0].row_count) found.wrong.push(`empty: ${text}`)
        else nights.push(rows[0].night)
        if (place < 3) await sleep((turn * 7) % 25)
      }
      if (new Set(nights).size > 1) found.wrong.push(`two releases: ${nights.join(', ')}`)
      found.read += 1
    } catch (error) {
      if (/^MH00[12]$/.test((error as { code?: string }).code ?? '') && release) found.refused += 1
      else found.wrong.push(String(error))
    }
    await client.query('rollback')
  }
  await client.end()
  return found
}

test('no transaction sees two releases or an empty one, while builds publish, fail and roll back', async () => {
  house = await openWarehouse(tinyShop())
  await house.load('visit_0.csv', `member_id,visited_on\n1,${dateOf(2)}\n`)
  await house.load('order_1.csv', orders(1))
  const releases = [(await house.build({ as_of: dateOf(30) })).run_id]
  let isOver = false
  let newest: number | null = null
  const readers = [
    readRepeatedly('read committed', () => isOver, null),
    readRepeatedly('repeatable read', () => isOver, null),
    readRepeatedly(
      'read committed',
      () => isOver,
      () => releases[0]!,
    ),
    readRepeatedly(
      'repeatable read',
      () => isOver,
      () => newest,
    ),
  ]
  for (let night = 2; night <= 7; night++) {
    await house.load(`order_${night}.csv`, orders(night))
    const candidate = await house.build({ as_of: dateOf(30), publish: 'never' }, { onBegin: () => (newest = null) })
    newest = candidate.run_id
    await house.change(tinyShop({ broken: true }))
    await house.build({ as_of: dateOf(30) }).then(({ state }) => expect(state).toBe('parked'))
    await house.change(tinyShop())
    releases.push((await house.build({ as_of: dateOf(30) })).run_id)
    if (night % 3 === 0) await rollbackTo(house.database, releases[night - 2]!, 'tester', house.config.publication_delay_ms)
  }
  isOver = true
  const found = await Promise.all(readers)
  for (const { wrong, read } of found) {
    expect(wrong).toEqual([])
    expect(read).toBeGreaterThan(0)
  }
})

test('a candidate that ends while it is read gives its rows or an error until the transaction ends', async () => {
  house = await openWarehouse(tinyShop())
  await house.load('visit_0.csv', 'member_id,visited_on\n')
  await house.load('order_1.csv', orders(1))
  await house.build({ as_of: dateOf(30) })
  await house.load('order_2.csv', orders(2))
  const { run_id } = await house.build({ as_of: dateOf(30), publish: 'never' })
  const clients = await Promise.all(
    ['read committed', 'repeatable read'].map(async (isolation) => {
      const client = new pg.Client({ connectionString: house.url })
      await client.connect()
      await client.query(`begin isolation level ${isolation}; set local memberhouse.release = '${run_id}'`)
      expect((await client.query(statements[0]!)).rows).toEqual([{ night: '2', row_count: '40' }])
      return client
    }),
  )
  await house.load('order_3.csv', orders(3))
  await house.build({ as_of: dateOf(30) })
  for (const client of clients) {
    for (const statement of statements) {
      await client.query('savepoint before_statement')
      const answer = await client.query(statement).then(
        ({ rows }) => rows[0].night as string,
        (error: { code: string }) => error.code,
      )
      await client.query('rollback to savepoint before_statement')
      expect(['2', 'MH002'], statement).toContain(answer)
    }
    await client.end()
  }
})

test('reading an ended or unknown release is an error, never an empty result, for segments too', async () => {
  house = await openWarehouse(tinyShop())
  await house.load('visit_0.csv', 'member_id,visited_on\n')
  await house.load('order_1.csv', orders(1))
  const candidate = await house.build({ as_of: dateOf(30), publish: 'never' })
  for (const relation of ['ads.total', 'ods.order', 'dwd.fct_order', 'segment.member']) {
    await expect(house.rows(relation), relation).rejects.toMatchObject({ code: 'MH001' })
    await expect(house.rows(relation, 4711), relation).rejects.toMatchObject({
      code: 'MH001',
      hint: expect.stringContaining('memberhouse release list'),
    })
  }
  await house.build({ as_of: dateOf(30) })
  for (const relation of ['ads.total', 'ods.order', 'dwd.fct_order', 'segment.member']) {
    await expect(house.rows(relation, candidate.run_id), relation).rejects.toMatchObject({
      code: 'MH002',
      hint: expect.stringContaining('memberhouse release list'),
    })
  }
  await house.query(`set memberhouse.release = 'newest'`)
  await expect(house.query('select * from ads.total')).rejects.toMatchObject({ code: 'MH001' })
})
