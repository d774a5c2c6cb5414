import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readProject } from '../engine/project/read_project.ts'
import { openWarehouse, type Warehouse } from './support/project.ts'

// The project's models over a few rows of each retailer, alone and together.
const { definitions } = await readProject(join(import.meta.dirname, '..'))
let house: Warehouse
afterEach(() => house.close())

const loadRealShop = () =>
  house.load(
    'online_retail_2010-12.csv',
    `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
C536379,85123A,WHITE HEART,-2,2010-12-05 09:41:00,2.55,17850.0,United Kingdom
536370,22728,ALARM CLOCK,1,2010-12-01 08:45:00,3.75,,France
`,
  )

async function loadDemoRetailer(): Promise<void> {
  const amounts = 'list_amount,discount_amount,coupon_amount,paid_amount,currency,coupon_id,updated_at'
  await house.load(
    'shop_order_2026-01.csv',
    `order_id,buyer_id,store_code,ordered_at,paid_at,status,${amounts}
1,17850,SHOP01,2026-01-05 23:30:00,2026-01-05 23:31:00,completed,200,50,0,150,CNY,,2026-01-09 10:00:00
2,17850,SHOP01,2026-01-06 10:00:00,,closed,100,0,0,100,CNY,,2026-01-07 10:00:00
`,
  )
  await house.load(
    'shop_order_line_2026-01.csv',
    `order_id,line_no,product_code,quantity,list_price,discount_amount,coupon_amount,paid_amount,unit_cost
1,1,B001,2,100,50,0,150,30
2,1,B001,1,100,0,0,100,30
`,
  )
  await house.load(
    'shop_refund_2026-01.csv',
    `refund_id,order_id,line_no,buyer_id,quantity,refund_amount,currency,reason,refunded_at
9,1,1,17850,0,15,CNY,price_protection,2026-01-08 10:00:00
`,
  )
  await house.load(
    'pos_line_2026-01.csv',
    `receipt_no,line_no,store_code,card_no,sold_at,product_code,quantity,list_price,discount_amount,coupon_amount,paid_amount,unit_cost,currency,coupon_id,returned_receipt_no,returned_line_no
S1-1,1,S1,88,2026-01-06 07:30:00,F001,2,5,0,0,10,2,CNY,,,
S1-2,1,S1,88,2026-01-07 07:30:00,F001,-2,5,0,0,-10,2,CNY,,S1-1,1
S1-3,1,S1,,2026-01-07 08:00:00,F001,1,5,0,0,5,2,CNY,,,
`,
  )
  await house.load(
    'pos_member_2026-01.csv',
    `card_no,phone,name,birthday,gender,store_code,device_id,joined_at,updated_at
88,138 0013 1234,李雷,1990-05-31,男,S1,T1,2026-01-03 09:00:00,2026-01-03 09:00:00
`,
  )
}

const days = async () =>
  (await house.rows('ads.kpi_daily')).map(({ business_on, currency, order_count, net_amount, member_net_amount }) =>
    [business_on, currency, order_count, Number(net_amount), Number(member_net_amount)].join(' '),
  )
const accounts = async () =>
  (await house.rows('dwd.account')).map(({ source, source_account_id, joined_on, currency }) =>
    [source, source_account_id, joined_on, currency].join(' '),
  )

// A day with only returns has a row too.
const realDays = ['2010-12-01 GBP 2 13.95 10.2', '2010-12-05 GBP 0 0 0']
const demoDays = ['2026-01-05 CNY 1 135 135', '2026-01-06 CNY 0 0 0', '2026-01-07 CNY 1 5 0', '2026-01-08 CNY 0 0 0']
const realAccounts = ['online_retail 17850 2010-12-01 GBP']
const demoAccounts = ['marketplace 17850 2026-01-05 CNY', 'pos 88 2026-01-03 CNY']

test('builds a warehouse with the real web store only', async () => {
  house = await openWarehouse(definitions)
  await loadRealShop()
  expect(await house.build({ as_of: '2011-01-01' })).toMatchObject({ state: 'published' })
  expect(await days()).toEqual(realDays)
  expect(await accounts()).toEqual(realAccounts)
})

test('builds a warehouse with the demo retailer only', async () => {
  house = await openWarehouse(definitions)
  await loadDemoRetailer()
  expect(await house.build({ as_of: '2026-02-01' })).toMatchObject({ state: 'published' })
  expect(await days()).toEqual(demoDays)
  expect((await accounts()).sort()).toEqual(demoAccounts)
})

test('keeps both apart in one warehouse, even with equal customer numbers, and reports in one currency', async () => {
  house = await openWarehouse(definitions)
  await loadRealShop()
  await loadDemoRetailer()
  expect(await house.build({ as_of: '2026-02-01' })).toMatchObject({ state: 'published' })
  const unconvertedDays = ['2010-12-01 CNY 2 0 0', '2010-12-05 CNY 0 0 0']
  expect((await days()).sort()).toEqual([...unconvertedDays, ...demoDays])
  expect((await accounts()).sort()).toEqual([...demoAccounts, ...realAccounts].sort())
  const sums = await house.query(
    'select currency, sum(net_amount)::float as net, count(*)::integer as members from ads.member_360 group by currency order by currency',
  )
  expect(sums).toEqual([{ currency: 'CNY', net: 135, members: 3 }])
  expect(await house.query('select currency, sum(net_amount)::float as net from ads.unconverted_sale group by currency')).toEqual([
    { currency: 'GBP', net: 13.95 },
  ])
})
