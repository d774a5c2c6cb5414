import { defineTests } from 'memberhouse'

const cells = [
  { rfm_cell: '111', label_zh: '重要价值', label_en: 'key: value' },
  { rfm_cell: '101', label_zh: '重要发展', label_en: 'key: develop' },
  { rfm_cell: '110', label_zh: '一般价值', label_en: 'general: value' },
  { rfm_cell: '000', label_zh: '一般挽留', label_en: 'general: win back' },
]
const members = (...ids: number[]) => ({
  'dwd.rfm_cell': cells,
  'dws.rfm_rule': [{ business_line: '*', high_score: 4 }],
  'dws.member_summary': ids.map((one_id) => ({ one_id, business_line: '*', membership: 'member', currency: 'GBP' })),
})
const bought = (one_id: number, last_purchased_on: string, purchase_count: number, monetary_amount: number) => ({
  ...{ one_id, business_line: '*', method: 'quantile', last_purchased_on, purchase_count, monetary_amount },
})
const scores = (one_id: number, r_score: number | null, f_score: number | null, m_score: number | null, rfm_cell: string | null) => ({
  ...{ one_id, r_score, f_score, m_score, rfm_cell },
})
const bounds = (measure: string, ...values: number[]) =>
  values.map((bound, place) => ({ business_line: '*', measure, place: place + 1, bound }))
// The first ten rows of the table that the R package rfm publishes of its rfm_data_orders, as of 2006-12-31 (its article "RFM - Introduction"): the day of
// the last purchase, purchases, amount and the three scores in one number. The bounds are those of its examples.
const publishedRows: [string, number, number, number][] = [
  ['2006-06-09', 6, 472, 343],
  ['2006-08-13', 3, 340, 412],
  ['2006-06-20', 4, 405, 323],
  ['2006-09-24', 7, 596, 544],
  ['2006-08-21', 5, 448, 433],
  ['2006-10-02', 9, 843, 555],
  ['2006-10-08', 9, 763, 555],
  ['2006-03-25', 8, 699, 355],
  ['2006-04-29', 4, 157, 321],
  ['2006-07-24', 7, 779, 445],
]
const tenBuyers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

export default defineTests('dws.member_rfm', [
  {
    name: "of five buyers, each one's share of worse buyers is a fifth higher; a score of 4 or 5 is high",
    as_of: '2011-06-01',
    given: {
      ...members(1, 2, 3, 4, 5),
      'dws.rfm_window': [
        bought(1, '2011-05-01', 1, 10),
        bought(2, '2011-05-02', 1, 20),
        bought(3, '2011-05-03', 1, 30),
        bought(4, '2011-05-04', 1, 40),
        bought(5, '2011-05-31', 2, 50),
      ],
    },
    expect: [
      { ...scores(1, 1, 1, 1, '000'), last_purchased_on: '2011-05-01', purchase_count: 1, monetary_amount: 10, rfm_label_zh: '一般挽留' },
      { ...scores(2, 2, 1, 2, '000'), last_purchased_on: '2011-05-02', purchase_count: 1, monetary_amount: 20, rfm_label_zh: '一般挽留' },
      { ...scores(3, 3, 1, 3, '000'), last_purchased_on: '2011-05-03', purchase_count: 1, monetary_amount: 30, rfm_label_zh: '一般挽留' },
      { ...scores(4, 4, 1, 4, '101'), last_purchased_on: '2011-05-04', purchase_count: 1, monetary_amount: 40, rfm_label_zh: '重要发展' },
      { ...scores(5, 5, 5, 5, '111'), last_purchased_on: '2011-05-31', purchase_count: 2, monetary_amount: 50, rfm_label_zh: '重要价值' },
    ],
  },
  {
    name: 'equal values have equal scores, and no score is high if all are equal; a single buyer has the lowest',
    as_of: '2011-06-01',
    given: { ...members(1, 2, 3), 'dws.rfm_window': [1, 2, 3].map((one_id) => bought(one_id, '2011-05-01', 1, 10)) },
    expect: [1, 2, 3].map((one_id) => ({ ...scores(one_id, 1, 1, 1, '000'), currency: 'GBP' })),
  },
  {
    name: 'a member without a purchase in the window has money but no scores, and no part in those of others; visitors have no row',
    as_of: '2011-06-01',
    given: {
      ...members(1, 2, 3),
      'dws.member_summary': [
        ...members(1, 2, 3)['dws.member_summary'],
        { one_id: 4, business_line: '*', membership: 'visitor', currency: 'GBP' },
      ],
      'dws.rfm_window': [bought(1, '2010-06-01', 1, 10), { ...bought(3, '2011-05-01', 0, -7), last_purchased_on: null }],
    },
    expect: [
      { ...scores(1, 1, 1, 1, '000'), last_purchased_on: '2010-06-01', purchase_count: 1, monetary_amount: 10 },
      { ...scores(2, null, null, null, null), last_purchased_on: null, purchase_count: 0, monetary_amount: 0 },
      { ...scores(3, null, null, null, null), last_purchased_on: null, purchase_count: 0, monetary_amount: -7 },
    ],
  },
  {
    name: 'of ten buyers, eight with one purchase have the lowest frequency and two with two purchases the highest',
    as_of: '2026-06-01',
    given: { ...members(...tenBuyers), 'dws.rfm_window': tenBuyers.map((one_id) => bought(one_id, '2026-05-01', one_id < 9 ? 1 : 2, 10)) },
    expect: tenBuyers.map((one_id) => ({ one_id, f_score: one_id < 9 ? 1 : 5, m_score: 1 })),
  },
  {
    name: 'by bounds, a value of at least a bound is a score higher, and so are fewer days; each line is scored by its own method, and has its own high scores',
    as_of: '2026-06-01',
    given: {
      'dwd.rfm_cell': cells,
      'dws.rfm_rule': [
        { business_line: '*', high_score: 4 },
        { business_line: 'food', high_score: 3 },
      ],
      'dws.member_summary': ['*', 'food'].map((business_line) => ({ ...members(1)['dws.member_summary'][0]!, business_line })),
      'dws.rfm_window': [
        bought(1, '2026-05-01', 3, 100),
        { ...bought(1, '2026-05-01', 3, 100), business_line: 'food', method: 'threshold' },
      ],
      'dws.rfm_bound': [
        ...[30, 31, 32, 90].map((bound, place) => ({ business_line: 'food', measure: 'recency_days', place: place + 1, bound })),
        ...[2, 3, 3, 9].map((bound, place) => ({ business_line: 'food', measure: 'purchase_count', place: place + 1, bound })),
        ...[100.01, 200, 300, 400].map((bound, place) => ({ business_line: 'food', measure: 'monetary_amount', place: place + 1, bound })),
      ],
    },
    expect: [
      { ...scores(1, 1, 1, 1, '000'), business_line: '*' },
      { ...scores(1, 3, 4, 1, '110'), business_line: 'food' },
    ],
  },
  {
    name: 'by quantiles of type 7, a score is that of the last interval with lower bound <= value < upper bound; equal bounds leave scores out',
    as_of: '2026-06-01',
    given: {
      ...members(1, 2, 3, 4, 5, 6, 7),
      'dws.rfm_window': [
        ...[bought(1, '2026-05-29', 1, 20), bought(2, '2026-05-24', 1, 20.4), bought(3, '2026-05-23', 1, 35.5)],
        ...[bought(4, '2026-05-17', 1, 50), bought(5, '2026-05-02', 2, 50), bought(6, '2026-05-01', 2, 80), bought(7, '2026-05-01', 5, 81)],
      ],
      'dws.rfm_bound': [
        ...bounds('recency_days', 8.2, 11.4, 24, 30.8),
        ...bounds('purchase_count', 1, 1, 1.6, 2),
        ...bounds('monetary_amount', 23.42, 41.3, 50, 74),
      ],
    },
    expect: [
      ...[scores(1, 5, 3, 1, null), scores(2, 5, 3, 1, null), scores(3, 4, 3, 2, null), scores(4, 3, 3, 4, null)],
      ...[scores(5, 2, 5, 4, null), scores(6, 1, 5, 5, null), scores(7, 1, 5, 5, null)],
    ].map(({ rfm_cell: _, ...row }) => row),
  },
  {
    name: 'by quantiles of type 7, a buyer at a bound has the higher score, of days the lower one; equal buyers have 1, 5 and 5',
    as_of: '2026-06-01',
    given: {
      ...members(...tenBuyers),
      'dws.rfm_window': [
        ...[bought(1, '2026-05-29', 1, 20), bought(2, '2026-05-24', 1, 20), bought(3, '2026-05-24', 1, 35.5)],
        ...[bought(4, '2026-05-17', 2, 50), bought(5, '2026-05-02', 2, 50), bought(6, '2026-05-01', 2, 80)],
        ...[bought(7, '2026-05-01', 3, 80), bought(8, '2026-04-02', 3, 120), bought(9, '2026-03-03', 4, 121)],
        { ...bought(10, '2026-03-03', 4, 121), business_line: 'food' },
      ],
      'dws.member_summary': [
        ...members(...tenBuyers.slice(0, 9))['dws.member_summary'],
        { one_id: 10, business_line: 'food', membership: 'member', currency: 'GBP' },
      ],
      'dws.rfm_bound': [
        ...bounds('recency_days', 8, 30, 31, 90),
        ...bounds('purchase_count', 1, 2, 3, 4),
        ...bounds('monetary_amount', 35.5, 50, 80, 121),
        ...[bounds('recency_days', 90, 90, 90, 90), bounds('purchase_count', 4, 4, 4, 4), bounds('monetary_amount', 121, 121, 121, 121)]
          .flat()
          .map((bound) => ({ ...bound, business_line: 'food' })),
      ],
    },
    expect: [
      ...[scores(1, 5, 2, 1, null), scores(2, 4, 2, 1, null), scores(3, 4, 2, 2, null), scores(4, 4, 3, 3, null), scores(5, 3, 3, 3, null)],
      ...[
        scores(6, 2, 3, 4, null),
        scores(7, 2, 4, 4, null),
        scores(8, 2, 4, 4, null),
        scores(9, 1, 5, 5, null),
        scores(10, 1, 5, 5, null),
      ],
    ].map(({ rfm_cell: _, ...row }) => row),
  },
  {
    name: 'a published table has these scores',
    as_of: '2006-12-31',
    given: {
      ...members(...tenBuyers),
      'dws.rfm_window': publishedRows.map(([day, count, amount], place) => bought(place + 1, day, count, amount)),
      'dws.rfm_bound': [
        ...[
          bounds('recency_days', 115, 181, 297, 482),
          bounds('purchase_count', 4, 5, 6, 8),
          bounds('monetary_amount', 256, 382, 506, 666),
        ],
      ].flat(),
    },
    expect: publishedRows.map(([, , , score], place) => ({
      one_id: place + 1,
      r_score: Math.floor(score / 100),
      f_score: Math.floor(score / 10) % 10,
      m_score: score % 10,
    })),
  },
])
