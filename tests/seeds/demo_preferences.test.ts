import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { buildDemo } from '../support/build_demo.ts'
import { createTestDatabase } from '../support/database.ts'

const members = ['shop_member', 'douyin_member', 'jd_member', 'mini_member', 'app_member', 'pos_member', 'crm_member', 'wecom_contact']
const orders = ['shop_order', 'shop_order_line', 'mall_order', 'mall_order_line', 'douyin_order_line', 'jd_order_line', 'pos_line']
const sources = [...members, ...orders, 'product', 'store', 'event'].map((name) => `ods.${name}`)

/** What a person prefers by the truth, the share of their acts that follow it, and what the warehouse found. */
type Found = { account: string; one_id: number; purchases: number; choice: string; value: string; share: number; found: string | null }

// Each act of the members with five purchases or more, and the share of each value among them.
const acts = `
  with map as (select * from dwd.one_id_map),
  sold as (
    select map.one_id, orders.* from dwd.fct_order as orders inner join map on map.account_key = orders.account_key
    where orders.sold_on < '2026-06-24'),
  buyers as (select one_id, count(distinct ordered_on) as purchases from sold group by one_id having count(distinct ordered_on) >= 5),
  goods as (
    select distinct map.one_id, days.sold_on, product.category from dws.account_product_day as days
    inner join map on map.account_key = days.account_key inner join dwd.dim_product as product on product.product_key = days.product_key
    where days.sold_on = days.effective_on and days.gross_amount > 0 and days.sold_on < '2026-06-24'),
  chosen as (
    select one_id, 'hour' as choice, extract(hour from ordered_at at time zone 'Asia/Shanghai')::text as value from sold
    union all
    select map.one_id, 'hour', extract(hour from session.started_at at time zone 'Asia/Shanghai')::text
    from dwd.event_session as session inner join map on map.account_key = session.account_key where session.started_on < '2026-06-24'
    union all
    select one_id, 'channel', source from sold
    union all
    select one_id, 'category', category from goods),
  counted as (select one_id, choice, value, count(*) as acts from chosen group by one_id, choice, value),
  shares as (
    select counted.*, buyers.purchases,
      case choice when 'category' then acts / buyers.purchases::float else acts / sum(acts) over (partition by one_id, choice)::float end as share
    from counted inner join buyers using (one_id))
  select account.source || ':' || account.source_account_id as account, shares.one_id::integer, shares.purchases::integer, shares.choice,
    shares.value, shares.share,
    case shares.choice when 'hour' then found.usual_hour::text when 'channel' then found.preferred_channel else found.preferred_category end
      as found
  from shares inner join map using (one_id) inner join dwd.account as account using (account_key)
  left join dws.member_preference as found using (one_id)`

test('preferences that half of the acts of a buyer follow are found for four in five', { timeout: 900_000 }, async () => {
  const { url, drop } = await createTestDatabase()
  try {
    await buildDemo(url, { persons: 2_000, seed: 1, sources, select: '+dws.member_preference' }, async (query, truth) => {
      const read = (name: string) => parse(readFileSync(join(truth, `${name}.csv`), 'utf8'), { columns: true }) as Record<string, string>[]
      const owner = new Map(read('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
      const traits = new Map(read('trait').map((row) => [row['person']!, row]))
      // A member is the person of their first account; few members are two persons.
      const seen = new Set<string>()
      const stated = (await query<Found>(`${acts} order by shares.one_id, shares.choice, shares.value, account`)).filter((row) => {
        const preferred = traits.get(owner.get(row.account) ?? '')?.[row.choice]
        const isStated = preferred === row.value && row.share >= 0.5 && !seen.has(`${row.one_id} ${row.choice}`)
        if (isStated) seen.add(`${row.one_id} ${row.choice}`)
        return isStated
      })
      for (const choice of ['hour', 'channel', 'category']) {
        const ofChoice = stated.filter((row) => row.choice === choice)
        const right = ofChoice.filter(({ value, found }) => found === value).length
        const unknown = ofChoice.filter(({ found }) => found === null).length
        console.log(`${choice}: ${right} of ${ofChoice.length} found, ${unknown} without a preference`)
        expect(ofChoice.length, choice).toBeGreaterThan(20)
        expect(right / ofChoice.length, choice).toBeGreaterThan(0.8)
      }
    })
  } finally {
    await drop()
  }
})
