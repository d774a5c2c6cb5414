import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readProject } from '../engine/project/read_project.ts'
import { openWarehouse, type Warehouse } from './support/project.ts'

// The project's models over receipts in several currencies. The reporting currency of seeds/reporting_currency.csv is CNY in 2026.
const { definitions } = await readProject(join(import.meta.dirname, '..'))
const as_of = '2026-07-01'
let house: Warehouse
beforeEach(async () => void (house = await openWarehouse(definitions)))
afterEach(() => house.close())

type Line = { receipt: string; card: string; sold_on: string; paid: number; currency: string; returned?: string }
let files = 0

/** Loads receipts of one line, in a file of their own; a negative amount is a return. */
async function sell(...lines: Line[]): Promise<void> {
  const header =
    'receipt_no,line_no,store_code,card_no,sold_at,product_code,quantity,list_price,discount_amount,coupon_amount,paid_amount,unit_cost,currency,coupon_id,promotion_id,returned_receipt_no,returned_line_no,return_reason'
  const rows = lines.map(({ receipt, card, sold_on, paid, currency, returned }) =>
    [
      ...[receipt, 1, 'DL-B01', card, `${sold_on} 10:00:00`, 'F1002', Math.sign(paid), Math.abs(paid), 0, 0, paid, 3, currency],
      ...['', '', returned ?? '', returned === undefined ? '' : 1, ''],
    ].join(),
  )
  await house.load(`pos_line_2026-${++files}.csv`, [header, ...rows, ''].join('\n'))
}

const useRates = (...rates: string[]) =>
  house.change(definitions, {
    'seeds/exchange_rate.csv': ['currency,reporting_currency,starts_on,rate,published_by', ...rates, ''].join('\n'),
  })

/** Builds and publishes, and returns the figures of each member by card. */
async function publish(): Promise<Record<string, string>> {
  const { state, run_id } = await house.build({ as_of })
  const failed = Object.entries(await house.nodes(run_id)).filter(([, node]) => node.error !== null)
  expect(state, JSON.stringify(failed)).toBe('published')
  const members = await house.query('select * from ads.member_360')
  for (const relation of ['dws.member_rfm', 'dws.member_summary'])
    expect(
      await house.query(`select count(*)::integer, count(distinct one_id)::integer as members from ${relation} where business_line = '*'`),
    ).toEqual([{ count: members.length, members: members.length }])
  return Object.fromEntries(
    members.map((member) => [
      member['source_account_ids'],
      `${Number(member['net_amount'])} ${String(member['currency'])}, ${String(member['lifetime_purchase_count'])} purchases`,
    ]),
  )
}
const unconverted = async () =>
  (await house.query('select * from ads.unconverted_sale order by order_id, currency')).map((sale) =>
    [sale['order_id'], sale['sold_on'], sale['source'], Number(sale['net_amount']), sale['currency']].join(' '),
  )
const warning = async () =>
  (
    await house.query(
      `select failing_count::integer from meta.audit_result where node = 'audit.every_sale_is_converted' order by run_id desc limit 1`,
    )
  )[0]?.['failing_count']
const spenders = async () => (await house.query("select * from segment.latest where segment = 'recent_big_spenders'"))[0]?.['member_count']

test('receipts in Hong Kong dollars are listed until a rate is known, then converted at the rate of their day', async () => {
  const [first, second] = [
    { receipt: 'H-HKD-0001', card: 'A1', sold_on: '2026-06-29', paid: 2500, currency: 'HKD' },
    { receipt: 'H-HKD-0002', card: 'B2', sold_on: '2026-06-29', paid: 100, currency: 'HKD' },
  ]
  // Sales of half the amount would close the gate of ads.kpi_daily once they are converted.
  await sell(
    ...[first, second],
    { receipt: 'H-HKD-0000', card: '', sold_on: '2026-06-01', paid: 10_000, currency: 'CNY' },
    { receipt: 'H-HKD-0003', card: 'B2', sold_on: '2026-06-28', paid: 5, currency: 'CNY' },
    { receipt: 'H-HKD-0004', card: 'A1', sold_on: '2025-01-15', paid: 3000, currency: 'CNY' },
  )
  expect(await publish()).toEqual({ A1: '3000 CNY, 2 purchases', B2: '5 CNY, 2 purchases' })
  expect(await unconverted()).toEqual(['H-HKD-0001 2026-06-29 pos 2500 HKD', 'H-HKD-0002 2026-06-29 pos 100 HKD'])
  expect(await warning()).toBe(1)
  expect(await spenders()).toBe(0)

  await useRates('HKD,CNY,2026-06-01,0.91,A bank', 'HKD,CNY,2026-06-30,0.5,A bank')
  expect(await publish()).toEqual({ A1: '5275 CNY, 2 purchases', B2: '96 CNY, 2 purchases' })
  expect(await unconverted()).toEqual([])
  expect(await warning()).toBe(0)
  expect(await spenders()).toBe(1)

  await sell({ ...second, currency: 'CNY' })
  expect(await publish()).toEqual({ A1: '5275 CNY, 2 purchases', B2: '105 CNY, 2 purchases' })
}, 180_000)

test('a currency in small letters is read; unknown and empty ones, and a return in another currency, are listed and park nothing', async () => {
  await sell(
    { receipt: 'R1', card: 'A1', sold_on: '2026-06-01', paid: 10, currency: 'cny' },
    { receipt: 'R2', card: 'A1', sold_on: '2026-06-02', paid: 20, currency: 'RMB' },
    { receipt: 'R3', card: 'A1', sold_on: '2026-06-03', paid: 30, currency: '' },
    { receipt: 'R4', card: '', sold_on: '2026-06-04', paid: 40, currency: 'HKD' },
    { receipt: 'R5', card: 'A1', sold_on: '2026-06-05', paid: 50, currency: 'CNY' },
    { receipt: 'R6', card: 'A1', sold_on: '2026-06-06', paid: -50, currency: 'HKD', returned: 'R5' },
  )
  expect(await publish()).toEqual({ A1: '60 CNY, 4 purchases' })
  expect(await unconverted()).toEqual([
    'R2 2026-06-02 pos 20 RMB',
    'R3 2026-06-03 pos 30 NONE',
    'R4 2026-06-04 pos 40 HKD',
    'R5 2026-06-05 pos -50 HKD',
  ])
  expect(await warning()).toBe(3)
}, 180_000)
