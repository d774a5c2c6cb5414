import { defineTests } from 'memberhouse'

const span = { name: 'rfm_window_days', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 365 }
const cells = [
  { rfm_cell: '111', label_zh: '重要价值', label_en: 'key: value' },
  { rfm_cell: '000', label_zh: '一般挽留', label_en: 'general: win back' },
]
const members = (...ids: number[]) => ({
  'dwd.rfm_cell': cells,
  'dws.member_summary': ids.map((id) => ({ one_id: id, business_line: '*', membership: 'member', currency: 'GBP' })),
})
const day = (one_id: number, sold_on: string, net_amount: number, order_count = 1) => ({
  one_id,
  business_line: '*',
  sold_on,
  order_count,
  net_amount,
})

const tenBuyers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

export default defineTests('dws.member_rfm', [
  {
    name: "of five buyers, each one's share of worse buyers is a fifth higher; a score of 4 or 5 is high",
    as_of: '2011-06-01',
    given: {
      'dwd.parameter_span': [span],
      ...members(1, 2, 3, 4, 5),
      'dws.member_day': [
        day(1, '2011-05-01', 10),
        day(2, '2011-05-02', 20),
        day(3, '2011-05-03', 30),
        day(4, '2011-05-04', 40),
        day(5, '2011-05-31', 30),
        day(5, '2011-05-30', 20),
      ],
    },
    expect: [
      {
        one_id: 1,
        recency_days: 31,
        purchase_count: 1,
        monetary_amount: 10,
        r_score: 1,
        f_score: 1,
        m_score: 1,
        rfm_cell: '000',
        rfm_label_zh: '一般挽留',
      },
      {
        one_id: 2,
        recency_days: 30,
        purchase_count: 1,
        monetary_amount: 20,
        r_score: 2,
        f_score: 1,
        m_score: 2,
        rfm_cell: '000',
        rfm_label_zh: '一般挽留',
      },
      {
        one_id: 3,
        recency_days: 29,
        purchase_count: 1,
        monetary_amount: 30,
        r_score: 3,
        f_score: 1,
        m_score: 3,
        rfm_cell: '000',
        rfm_label_zh: '一般挽留',
      },
      {
        one_id: 4,
        recency_days: 28,
        purchase_count: 1,
        monetary_amount: 40,
        r_score: 4,
        f_score: 1,
        m_score: 4,
        rfm_cell: '101',
        rfm_label_zh: null,
      },
      {
        one_id: 5,
        recency_days: 1,
        purchase_count: 2,
        monetary_amount: 50,
        r_score: 5,
        f_score: 5,
        m_score: 5,
        rfm_cell: '111',
        rfm_label_zh: '重要价值',
      },
    ],
  },
  {
    name: 'equal values have equal scores, and no score is high if all are equal',
    as_of: '2011-06-01',
    given: {
      'dwd.parameter_span': [span],
      ...members(1, 2, 3),
      'dws.member_day': [day(1, '2011-05-01', 10), day(2, '2011-05-01', 10), day(3, '2011-05-01', 10)],
    },
    expect: [
      { one_id: 1, r_score: 1, f_score: 1, m_score: 1, rfm_cell: '000', rfm_label_en: 'general: win back', currency: 'GBP' },
      { one_id: 2, r_score: 1, f_score: 1, m_score: 1, rfm_cell: '000', rfm_label_en: 'general: win back', currency: 'GBP' },
      { one_id: 3, r_score: 1, f_score: 1, m_score: 1, rfm_cell: '000', rfm_label_en: 'general: win back', currency: 'GBP' },
    ],
  },
  {
    name: 'the window includes its first day and no earlier one; a day without an order that counts has money but no purchase',
    as_of: '2011-06-01',
    given: {
      'dwd.parameter_span': [span],
      ...members(1, 2, 3, 4),
      'dws.member_day': [day(1, '2010-06-01', 10), day(1, '2010-05-31', 99), day(2, '2010-05-31', 99), day(4, '2011-05-01', -7, 0)],
    },
    expect: [
      { one_id: 1, recency_days: 365, purchase_count: 1, monetary_amount: 10, r_score: 1, rfm_cell: '000' },
      { one_id: 2, recency_days: null, purchase_count: 0, monetary_amount: 0, r_score: null, rfm_cell: null },
      { one_id: 3, recency_days: null, purchase_count: 0, monetary_amount: 0, r_score: null, rfm_cell: null },
      { one_id: 4, recency_days: null, purchase_count: 0, monetary_amount: -7, r_score: null, rfm_cell: null },
    ],
  },
  {
    name: 'the window is the value of `*` on the last day before as_of, also where a business line has its own',
    as_of: '2011-06-01',
    given: {
      'dwd.parameter_span': [
        { ...span, ends_before: '2011-05-30' },
        { ...span, starts_on: '2011-05-30', ends_before: '2011-06-01', value: 30 },
        { ...span, starts_on: '2011-06-01', value: 10 },
        { ...span, business_line: 'food', starts_on: '2011-05-31', value: 1 },
      ],
      ...members(1, 2),
      'dws.member_day': [day(1, '2011-05-02', 10), day(2, '2011-05-01', 10)],
    },
    expect: [
      { one_id: 1, recency_days: 30, purchase_count: 1 },
      { one_id: 2, recency_days: null, purchase_count: 0 },
    ],
  },
  {
    name: 'buyers are scored within a business line, and in all of them; visitors and excluded people have no row and no part in it',
    as_of: '2011-06-01',
    given: {
      'dwd.parameter_span': [span],
      'dwd.rfm_cell': cells,
      'dws.member_summary': [
        { one_id: 1, business_line: '*', membership: 'member' },
        { one_id: 1, business_line: 'beauty', membership: 'member' },
        { one_id: 2, business_line: '*', membership: 'member' },
        { one_id: 2, business_line: 'food', membership: 'member' },
        { one_id: 3, business_line: '*', membership: 'visitor' },
        { one_id: 4, business_line: '*', membership: 'excluded' },
      ],
      'dws.member_day': [
        day(1, '2011-05-01', 300),
        { ...day(1, '2011-05-01', 300), business_line: 'beauty' },
        ...['2011-05-10', '2011-05-11', '2011-05-12'].flatMap((on) => [day(2, on, 19), { ...day(2, on, 19), business_line: 'food' }]),
        day(3, '2011-05-01', 9),
        day(4, '2011-05-01', 9000),
      ],
    },
    expect: [
      { one_id: 1, business_line: '*', purchase_count: 1, r_score: 1, f_score: 1, m_score: 3 },
      { one_id: 1, business_line: 'beauty', purchase_count: 1, r_score: 1, f_score: 1, m_score: 1 },
      { one_id: 2, business_line: '*', purchase_count: 3, r_score: 3, f_score: 3, m_score: 1 },
      { one_id: 2, business_line: 'food', purchase_count: 3, r_score: 1, f_score: 1, m_score: 1 },
    ],
  },
  {
    name: 'of ten buyers, eight with one purchase have the lowest frequency and two with two purchases the highest',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': [span],
      ...members(...tenBuyers),
      'dws.member_day': [...tenBuyers.map((id) => day(id, '2026-05-01', 10)), day(9, '2026-05-02', 0), day(10, '2026-05-02', 0)],
    },
    expect: tenBuyers.map((one_id) => ({
      ...{ one_id, f_score: one_id < 9 ? 1 : 5, m_score: 1, purchase_count: one_id < 9 ? 1 : 2 },
    })),
  },
  {
    name: 'a single buyer has the lowest scores',
    as_of: '2026-06-01',
    given: { 'dwd.parameter_span': [span], ...members(1), 'dws.member_day': [day(1, '2026-05-31', 99999)] },
    expect: [{ one_id: 1, r_score: 1, f_score: 1, m_score: 1, rfm_cell: '000', recency_days: 1 }],
  },
  {
    name: 'the window begins 365 days before as_of and ends on the day before it',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': [span],
      ...members(1, 2, 3),
      'dws.member_day': [day(2, '2025-06-01', 5), day(3, '2025-05-31', 5)],
    },
    expect: [
      { one_id: 1, recency_days: null, purchase_count: 0, monetary_amount: 0, r_score: null },
      { one_id: 2, recency_days: 365, purchase_count: 1, monetary_amount: 5, r_score: 1 },
      { one_id: 3, recency_days: null, purchase_count: 0, monetary_amount: 0, r_score: null },
    ],
  },
  {
    name: 'a negative net has the lowest score; an order that was returned whole is no purchase',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': [span],
      ...members(1, 2, 3),
      'dws.member_day': [day(1, '2026-05-01', -50), day(2, '2026-05-01', 10), day(3, '2026-05-01', 0, 0)],
    },
    expect: [
      { one_id: 1, m_score: 1, monetary_amount: -50, purchase_count: 1 },
      { one_id: 2, m_score: 3, monetary_amount: 10, purchase_count: 1 },
      { one_id: 3, m_score: null, monetary_amount: 0, purchase_count: 0 },
    ],
  },
  {
    name: 'a purchase that could not be converted counts as a purchase, and is no money',
    as_of: '2026-06-01',
    given: { 'dwd.parameter_span': [span], ...members(1), 'dws.member_day': [day(1, '2026-05-01', 0)] },
    expect: [{ one_id: 1, recency_days: 31, purchase_count: 1, monetary_amount: 0, m_score: 1, currency: 'GBP' }],
  },
  {
    name: 'a member who buys in two currencies, of which one could not be converted, has one row',
    as_of: '2026-06-01',
    given: { 'dwd.parameter_span': [span], ...members(1), 'dws.member_day': [day(1, '2026-05-01', 0), day(1, '2026-05-02', 5)] },
    expect: [{ one_id: 1, recency_days: 30, purchase_count: 2, monetary_amount: 5, currency: 'GBP' }],
  },
  {
    name: 'of ten buyers with their own values, the scores 4 and 5 are high; one more buyer moves nobody but at a bound',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': [span],
      ...members(...tenBuyers),
      'dws.member_day': tenBuyers.map((id) => day(id, `2026-05-${10 + id}`, 10 * id)),
    },
    expect: tenBuyers.map((one_id) => ({
      ...{ one_id, r_score: Math.ceil(one_id / 2), m_score: Math.ceil(one_id / 2), rfm_cell: one_id > 6 ? '101' : '000' },
    })),
  },
])
