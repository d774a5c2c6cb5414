import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readProject } from '../engine/project/read_project.ts'
import { openWarehouse } from './support/project.ts'

// The project's models over the receipts of members whom a rule could trip over. None of them has a birthday; the reporting currency is CNY.
const { definitions } = await readProject(join(import.meta.dirname, '..'))
const house = await openWarehouse(definitions)
afterAll(() => house.close())

const receipts: [card: string, sold_on: string, paid: number, currency?: string][] = [
  ['RETURNS ONLY', '2026-06-10', -50],
  ['NET BELOW ZERO', '2026-05-10', 100],
  ['NET BELOW ZERO', '2026-05-12', -300],
  ['TWO CURRENCIES', '2026-04-02', 400],
  ['TWO CURRENCIES', '2026-06-02', 900, 'HKD'],
  ['BUYS LATER', '2026-05-20', 80],
  ['BUYS LATER', '2026-07-01', 5000],
  ['FIRST LATER', '2026-07-02', 5000],
]

test('unusual members are where the pages of the marts say', { timeout: 600_000 }, async () => {
  const header =
    'receipt_no,line_no,store_code,card_no,sold_at,product_code,quantity,list_price,discount_amount,coupon_amount,paid_amount,unit_cost,currency,coupon_id,promotion_id,returned_receipt_no,returned_line_no,return_reason'
  // Another product for each return: it finds no sale to reduce.
  const rows = receipts.map(([card, sold_on, paid, currency = 'CNY'], place) =>
    [
      ...[place, 1, 'DL-B01', card, `${sold_on} 10:00:00`, paid < 0 ? 'F1001' : 'F1002', Math.sign(paid), Math.abs(paid), 0, 0, paid, 3],
      ...[currency, '', '', '', '', ''],
    ].join(),
  )
  await house.load('pos_line_2026-07.csv', [header, ...rows, ''].join('\n'))
  const { state, run_id } = await house.build({ as_of: '2026-07-01' })
  const failed = Object.entries(await house.nodes(run_id)).filter(([, node]) => node.error !== null)
  expect(state, JSON.stringify(failed)).toBe('published')
  const members = await house.query(
    `select one.source_account_ids as card, lifecycle.stage, aipl.stage as aipl, tier.tier, rfm.purchase_count::integer as purchases,
         rfm.monetary_amount::float8 as monetary, rfm.m_score, signal.stage as signalled, one.birth_month,
         (select string_agg(business_line, ' ' order by business_line) from ads.member_lifecycle where one_id = one.one_id) as lines
     from ads.member_360 as one
     inner join ads.member_lifecycle as lifecycle on lifecycle.one_id = one.one_id and lifecycle.business_line = '*'
     inner join ads.member_aipl as aipl on aipl.one_id = one.one_id
     inner join ads.member_tier as tier on tier.one_id = one.one_id and tier.business_line = '*'
     left join ads.member_rfm as rfm on rfm.one_id = one.one_id and rfm.business_line = '*'
     left join ads.member_churn_signal as signal on signal.one_id = one.one_id and signal.business_line = '*'
     order by 1`,
  )
  const never = { purchases: null, monetary: null, m_score: null, signalled: null, birth_month: null, lines: '*' }
  const buyer = { stage: 'new', signalled: 'new', purchases: 1, birth_month: null, lines: '* other' }
  expect(members).toEqual([
    { ...buyer, card: 'BUYS LATER', aipl: 'purchased', tier: 'ordinary', monetary: 80, m_score: 2 },
    { ...buyer, card: 'NET BELOW ZERO', aipl: 'purchased', tier: 'ordinary', monetary: -200, m_score: 1 },
    { ...never, card: 'RETURNS ONLY', stage: 'prospect', aipl: 'interested', tier: 'ordinary' },
    {
      ...{ ...buyer, card: 'TWO CURRENCIES', stage: 'active', signalled: 'active', aipl: 'loyal', tier: 'silver' },
      ...{ purchases: 2, monetary: 400, m_score: 4 },
    },
  ])
})
