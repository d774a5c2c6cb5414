import { defineTests } from 'memberhouse'

const scores = [1, 2, 3, 4, 5]
const buyer = (one_id: number, r_score: number, f_score: number, monetary_amount: number) => ({
  ...{ one_id, business_line: '*', r_score, f_score, monetary_amount },
})
const rule = (business_line: string) => ({ business_line, rules_version: 'v1' })
const empty = {
  member_count: 0,
  member_share: 0,
  net_amount: 0,
  net_share: 0,
  average_net_amount: null,
  currency: 'CNY',
  rules_version: 'v1',
}
const found: Record<string, object> = {
  55: { member_count: 2, member_share: 0.5, net_amount: 201, net_share: 0.804, average_net_amount: 100.5 },
  12: { member_count: 1, member_share: 0.25, net_amount: -1, net_share: -0.004, average_net_amount: -1 },
  11: { member_count: 1, member_share: 0.25, net_amount: 50, net_share: 0.2, average_net_amount: 50 },
}

export default defineTests('ads.rfm_grid', [
  {
    name: 'all 25 pairs have a row; shares are those of the line, also where a member cost money; a line without buyers has no shares',
    as_of: '2026-06-01',
    given: {
      'dwd.exchange_rate_span': [{ currency: 'CNY', reporting_currency: 'CNY' }],
      'dws.rfm_rule': [rule('*'), rule('food')],
      'ads.member_rfm': [buyer(1, 5, 5, 100), buyer(2, 5, 5, 101), buyer(3, 1, 2, -1), buyer(4, 1, 1, 50)],
    },
    expect: ['*', 'food'].flatMap((business_line) =>
      scores.flatMap((r_score) =>
        scores.map((f_score) => ({
          ...{ business_line, r_score, f_score, ...empty },
          ...(business_line === 'food' && { member_share: null, net_share: null }),
          ...(business_line === '*' && found[`${r_score}${f_score}`]),
        })),
      ),
    ),
  },
])
