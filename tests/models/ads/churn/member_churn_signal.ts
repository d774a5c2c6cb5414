import { defineTests } from 'memberhouse'

const all = { one_id: 1, business_line: '*' }
const signal = (name: string, weight: number, reason_zh: string, reason_en: string) => ({
  ...{
    business_line: '*',
    judged_on: '2026-06-15',
    signal: name,
    weight,
    label_zh: `中${name}`,
    label_en: name,
    reason_zh,
    reason_en,
  },
})
const figures = {
  ...{ ...all, stage: 'active', last_purchased_on: '2026-03-20', purchase_count: 3, cycle_days: 33.3, own_gap_days: null },
  ...{ typical_gap_days: 40, last_engaged_on: '2026-02-01', points_balance: 700 },
}
const risk = { ...all, until_on: null, is_at_risk: true, risk_weight: 5 }

const texts = [
  {
    reason_zh: '自 2026-02-01；上次购买 2026-03-20，本人 –',
    reason_en: 'No act since 2026-02-01. Bought on 2026-03-20, own –, usual 33.',
  },
  {
    reason_zh: '食品 700 分',
    reason_en: 'Food: 700 points.',
  },
  { reason_zh: null, reason_en: null },
]

export default defineTests('ads.member_churn_signal', [
  {
    name: 'a sentence with figures for each signal, the heaviest first',
    as_of: '2026-06-15',
    given: {
      'dws.churn_signal_rule': [
        signal('overdue', 1, '上次购买 %1$s，本人 %4$s', 'Bought on %1$s, own %4$s, usual %3$s.'),
        signal('acts_stopped', 2, '自 %6$s', 'No act since %6$s.'),
        signal('points_unused', 1, '%13$s 分', '%13$s points.'),
        { ...signal('points_unused', 1, '食品 %13$s 分', 'Food: %13$s points.'), business_line: 'food' },
        { ...signal('overdue', 9, '', ''), judged_on: '2026-06-01' },
      ],
      'dws.churn_rule': ['*', 'food'].map((business_line) => ({ business_line, judged_on: '2026-06-15', rules_version: 'a1' })),
      'dws.member_churn_figure': [
        { ...figures, stage: 'dormant' },
        { ...figures, one_id: 2, business_line: 'food', stage: 'dormant' },
        { ...figures, one_id: 3 },
      ],
      'dws.member_risk_span': [
        { ...risk, signals: 'overdue,acts_stopped' },
        { ...risk, until_on: '2026-06-01', signals: 'points_unused' },
        { ...risk, one_id: 2, business_line: 'food', signals: 'points_unused', is_at_risk: false, risk_weight: 1 },
        { ...risk, one_id: 3, signals: '', is_at_risk: false, risk_weight: 0 },
      ],
    },
    expect: [
      [1, true, 2, 'acts_stopped,overdue', '中acts_stopped'],
      [2, false, 1, 'points_unused', '中points_unused'],
      [3, false, 0, null, null],
    ].map(([one_id, is_at_risk, signal_count, signals, strongest_label_zh]) => ({
      ...{ one_id, is_at_risk, signal_count, signals, strongest_label_zh, rules_version: 'a1' },
      ...texts[Number(one_id) - 1],
    })),
  },
])
