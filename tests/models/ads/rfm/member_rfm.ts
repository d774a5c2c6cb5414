import { defineTests } from 'memberhouse'

const texts = (part: string) => ({ [`${part}_zh`]: `${part} zh`, [`${part}_en`]: `${part} en` })
const todo = { ...texts('goal'), ...texts('action'), ...texts('content'), ...texts('benefit'), channel: 'sms' }
const play = (name: string) => ({ vocabulary: 'rfm_cell', class: name, ...todo })
const range = (place: number, segment: string, [r, f, m]: [number, number][]) => ({
  ...{ place, segment, label_zh: `${segment} zh`, r_least: r![0], r_most: r![1] },
  ...{ f_least: f![0], f_most: f![1], m_least: m![0], m_most: m![1] },
})
const scores = (one_id: number, business_line: string, r_score: number, f_score: number, m_score: number, rfm_cell: string) => ({
  ...{ one_id, business_line, r_score, f_score, m_score, rfm_cell, rfm_label_zh: 'zh', rfm_label_en: 'en' },
  ...{ purchase_count: 3, monetary_amount: 70, currency: 'CNY' },
})
const given = {
  'dws.rfm_rule': ['*', 'food'].map((business_line) => ({
    business_line,
    method: `by ${business_line}`,
    rules_version: `v ${business_line}`,
  })),
  'dwd.rfm_cell': [
    { rfm_cell: '111', trade_name_zh: '高价值', trade_name_en: 'high value' },
    { rfm_cell: '110', trade_name_zh: null, trade_name_en: null },
  ],
  'dwd.rfm_segment': [
    range(2, 'Second', [
      [4, 5],
      [1, 5],
      [2, 5],
    ]),
    range(1, 'First', [
      [5, 5],
      [5, 5],
      [5, 5],
    ]),
    range(3, 'Rest', [
      [1, 5],
      [1, 5],
      [1, 5],
    ]),
  ],
  'dwd.playbook': [play('111'), { ...play('110'), content_zh: null }, { ...play('111'), vocabulary: 'other', channel: 'phone' }],
}
const window = (one_id: number, business_line: string, last_purchased_on: string | null) => ({ one_id, business_line, last_purchased_on })

// As seeds/rules/rfm_segment.csv has them.
const delivered = [
  range(1, 'Champions', [
    [5, 5],
    [5, 5],
    [5, 5],
  ]),
  range(2, 'Potential Loyalist', [
    [3, 5],
    [3, 5],
    [2, 5],
  ]),
  range(3, 'Loyal', [
    [2, 4],
    [2, 5],
    [2, 4],
  ]),
  range(4, 'Promising', [
    [3, 4],
    [1, 3],
    [3, 5],
  ]),
  range(5, 'New', [
    [4, 5],
    [1, 3],
    [1, 5],
  ]),
  range(6, "Can't Lose", [
    [1, 2],
    [3, 4],
    [4, 5],
  ]),
  range(7, 'At Risk', [
    [1, 2],
    [2, 5],
    [4, 5],
  ]),
  range(8, 'Need Attention', [
    [1, 3],
    [3, 5],
    [3, 5],
  ]),
  range(9, 'About To Sleep', [
    [2, 3],
    [1, 3],
    [1, 4],
  ]),
  range(10, 'Lost', [
    [1, 1],
    [1, 5],
    [1, 5],
  ]),
  range(11, 'Hibernating', [
    [1, 5],
    [1, 5],
    [1, 5],
  ]),
]

// The published map, in words of its own.
function published(r: number, f: number, m: number): string {
  const among = (score: number, ...scores: number[]) => scores.includes(score)
  if (r + f + m === 15) return 'Champions'
  if (r >= 3 && f >= 3 && m >= 2) return 'Potential Loyalist'
  if (among(r, 2, 3, 4) && f !== 1 && among(m, 2, 3, 4)) return 'Loyal'
  if (among(r, 3, 4) && f <= 3 && m >= 3) return 'Promising'
  if (r >= 4 && f <= 3) return 'New'
  if (r <= 2 && among(f, 3, 4) && m >= 4) return "Can't Lose"
  if (r <= 2 && f >= 2 && m >= 4) return 'At Risk'
  if (r <= 3 && f >= 3 && m >= 3) return 'Need Attention'
  if (among(r, 2, 3) && f <= 3 && m <= 4) return 'About To Sleep'
  return r === 1 ? 'Lost' : 'Hibernating'
}
const all = [1, 2, 3, 4, 5]
const triples = all.flatMap((r) => all.flatMap((f) => all.map((m) => [r, f, m] as const)))

export default defineTests('ads.member_rfm', [
  {
    name: 'the first segment whose ranges hold the scores counts; each line has its own method; members without a purchase have no row',
    as_of: '2026-06-01',
    given: {
      ...given,
      'dws.rfm_window': [window(1, '*', '2026-05-31'), window(1, 'food', '2026-05-30'), window(2, '*', '2026-05-29'), window(3, '*', null)],
      'dws.member_rfm': [
        scores(1, '*', 5, 5, 5, '111'),
        scores(1, 'food', 4, 5, 2, '110'),
        scores(2, '*', 5, 5, 1, '110'),
        { ...scores(3, '*', 1, 1, 1, '000'), purchase_count: 0, r_score: null, f_score: null, m_score: null, rfm_cell: null },
      ],
    },
    expect: [
      {
        ...{ ...scores(1, '*', 5, 5, 5, '111'), segment: 'First', segment_label_zh: 'First zh', last_purchased_on: '2026-05-31' },
        ...{ ...todo, trade_name_zh: '高价值', trade_name_en: 'high value', method: 'by *', rules_version: 'v *' },
      },
      {
        ...{ ...scores(1, 'food', 4, 5, 2, '110'), segment: 'Second', segment_label_zh: 'Second zh', last_purchased_on: '2026-05-30' },
        ...{ ...todo, content_zh: null, trade_name_zh: null, trade_name_en: null, method: 'by food', rules_version: 'v food' },
      },
      {
        ...{ ...scores(2, '*', 5, 5, 1, '110'), segment: 'Rest', segment_label_zh: 'Rest zh', last_purchased_on: '2026-05-29' },
        ...{ ...todo, content_zh: null, trade_name_zh: null, trade_name_en: null, method: 'by *', rules_version: 'v *' },
      },
    ],
  },
  {
    name: 'each of the 125 triples of scores is in the published segment',
    as_of: '2026-06-01',
    given: {
      ...given,
      'dwd.rfm_segment': delivered,
      'dws.rfm_window': triples.map((_, one_id) => window(one_id, '*', '2026-05-31')),
      'dws.member_rfm': triples.map(([r, f, m], one_id) => scores(one_id, '*', r, f, m, '111')),
    },
    expect: triples.map(([r, f, m], one_id) => ({ one_id, segment: published(r, f, m) })),
  },
])
