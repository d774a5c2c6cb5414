import { defineTests } from 'memberhouse'

// The log-odds are the doublings of the silence from 100 days on, and half of the logarithm of silence by cycle; 16 features say nothing.
const scale = { mean: 0, deviation: 1, share: 1 }
const fit = {
  intercept: 0,
  coefficients: [1, 0.5, ...Array.from({ length: 16 }, () => 0)],
  scales: [{ mean: Math.log(101), deviation: Math.log(2), share: 1 }, ...Array.from({ length: 17 }, () => scale)],
}
const parameters = { fit, calibration: { method: 'platt', intercept: 0, slope: 1 } }
const feature = {
  ...{ one_id: 1, business_line: '*', judged_on: '2026-06-15', last_purchased_on: '2025-11-26', purchase_count: 2 },
  registered_on: '2025-01-01',
}

export default defineTests('dws.member_churn_score', [
  {
    name: 'twice the silence of the mean member is one in the log-odds; only the members of as_of are scored, by the model of the month',
    as_of: '2026-06-15',
    given: {
      'dws.churn_fit': [
        { business_line: '*', month_on: '2026-06-01', status: 'fitted', parameters },
        { business_line: '*', month_on: '2026-05-01', status: 'too_few_members', parameters: null },
        { business_line: 'food', month_on: '2026-06-01', status: 'too_few_members', parameters: null },
      ],
      'dws.member_churn_feature': [
        feature,
        { ...feature, one_id: 2, last_purchased_on: '2026-03-07' },
        { ...feature, one_id: 3, cycle_days: 20.2 },
        { ...feature, judged_on: '2026-06-01' },
        { ...feature, business_line: 'food' },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, business_line: '*', no_order_probability_90d: 1 / (1 + Math.exp(-Math.log(202 / 101) / Math.log(2))) },
        ...{ unpredicted_reason: null, strongest_reason: 'silence', reasons_zh: '201 天没有购买', reasons_en: 'no purchase for 201 days' },
      },
      {
        ...{ one_id: 2, business_line: '*', no_order_probability_90d: 0.5, unpredicted_reason: null, strongest_reason: null },
        ...{ reasons_zh: null, reasons_en: null },
      },
      {
        ...{ one_id: 3, business_line: '*', no_order_probability_90d: 1 / (1 + Math.exp(-1 - 0.5 * Math.log(10))) },
        ...{ unpredicted_reason: null, strongest_reason: 'silence', reasons_zh: '201 天没有购买，是平时间隔的 10.0 倍' },
        reasons_en: 'no purchase for 201 days, 10.0 times the usual gap',
      },
      {
        ...{ one_id: 1, business_line: 'food', no_order_probability_90d: null, unpredicted_reason: 'too_few_members' },
        ...{ strongest_reason: null, reasons_zh: null, reasons_en: null },
      },
    ],
  },
])
