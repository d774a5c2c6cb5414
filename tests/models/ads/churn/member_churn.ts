import { defineTests } from 'memberhouse'

const score = {
  ...{ one_id: 1, business_line: '*', no_order_probability_90d: 0.8, unpredicted_reason: null, strongest_reason: 'silence' },
  ...{ reasons_zh: '很久没有购买', reasons_en: 'no purchase for long' },
}
const value = {
  ...{ one_id: 1, business_line: '*', model: 'bg_nbd', p_alive: 0.5, no_order_probability_30d: 0.9, no_order_probability_90d: 0.6 },
  ...{ no_order_probability_180d: 0.5, expected_net_365d: 200, clv_365d: 100, value_basis: 'margin' },
}
const features = { business_line: '*', month_on: '2026-06-01', status: 'fitted', auc: 0.88, brier: 0.08 }
const orders = { business_line: '*', month_on: '2026-06-01', contender: 'bg_nbd', is_champion: true, auc: 0.86, brier: 0.09 }
const expected = {
  ...{ one_id: 1, business_line: '*', no_order_probability_30d: 0.9, no_order_probability_180d: 0.5, feature_probability_90d: 0.8 },
  ...{ order_probability_90d: 0.6, value_basis: 'margin', unpredicted_reason: null, strongest_reason: 'silence' },
  ...{ reasons_zh: '很久没有购买', reasons_en: 'no purchase for long' },
}
const byFeatures = { no_order_probability_90d: 0.8, predicted_by: 'features', value_at_risk_amount: 160 }
const byOrders = { no_order_probability_90d: 0.6, predicted_by: 'bg_nbd', value_at_risk_amount: 120 }

export default defineTests('ads.member_churn', [
  {
    name: 'the model that ranks and calibrates better speaks; the value at risk is of a member who is still there',
    as_of: '2026-06-15',
    given: {
      'dws.member_churn_score': [score],
      'ads.member_clv': [value],
      'dws.churn_fit': [features, { ...features, month_on: '2026-05-01', auc: 0.5 }],
      'dws.clv_fit': [orders, { ...orders, contender: 'mean', is_champion: false, auc: 0.99, brier: 0.01 }],
    },
    expect: [{ ...expected, ...byFeatures }],
  },
  {
    name: 'a model that ranks better and calibrates worse does not',
    as_of: '2026-06-15',
    given: {
      'dws.member_churn_score': [score],
      'ads.member_clv': [value],
      'dws.churn_fit': [{ ...features, brier: 0.1 }],
      'dws.clv_fit': [orders],
    },
    expect: [{ ...expected, ...byOrders }],
  },
  {
    name: 'without a model of features that of orders speaks; without costs the value is net; without either, nothing does',
    as_of: '2026-06-15',
    given: {
      'dws.member_churn_score': [1, 2].map((one_id) => ({
        ...{ ...score, one_id, no_order_probability_90d: null, unpredicted_reason: 'too_few_members' },
        ...{ strongest_reason: null, reasons_zh: null, reasons_en: null },
      })),
      'ads.member_clv': [{ ...value, clv_365d: null, value_basis: 'net', p_alive: null }],
      'dws.churn_fit': [{ ...features, status: 'too_few_members', auc: null, brier: null }],
      'dws.clv_fit': [orders],
    },
    expect: [
      {
        ...{ ...expected, ...byOrders, feature_probability_90d: null, unpredicted_reason: 'too_few_members', value_basis: 'net' },
        ...{ value_at_risk_amount: 120, strongest_reason: null, reasons_zh: null, reasons_en: null },
      },
      { one_id: 2, business_line: '*', unpredicted_reason: 'too_few_members', predicted_by: null, value_at_risk_amount: null },
    ],
  },
])
