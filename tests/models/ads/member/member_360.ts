import { defineTests } from 'memberhouse'

const all = { business_line: '*', membership: 'member', registered_on: '2011-02-01' }

export default defineTests('ads.member_360', [
  {
    name: 'only members have a row, with their figures of all business lines and their tags',
    as_of: '2011-06-01',
    given: {
      'dws.member_summary': [
        {
          ...all,
          one_id: 1,
          account_count: 2,
          order_count: 3,
          net_amount: 50,
          last_purchased_on: '2011-05-30',
          average_order_amount: 16.67,
        },
        { ...all, one_id: 1, business_line: 'beauty', order_count: 2, net_amount: 30 },
        { ...all, one_id: 2, account_count: 1, order_count: 0, net_amount: 0 },
        { ...all, one_id: 3, membership: 'visitor' },
        { ...all, one_id: 4, membership: 'excluded' },
      ],
      'dws.member_rfm': [
        { one_id: 1, business_line: '*', purchase_count: 3, monetary_amount: 45, rfm_cell: '111' },
        { one_id: 1, business_line: 'beauty', purchase_count: 2, monetary_amount: 30, rfm_cell: '000' },
        { one_id: 2, business_line: '*', purchase_count: 0, monetary_amount: 0, rfm_cell: null },
      ],
      'ads.member_rfm': [
        { one_id: 1, business_line: '*', segment: 'Loyal' },
        { one_id: 1, business_line: 'beauty', segment: 'Lost' },
      ],
      'ads.member_lifecycle': [
        { one_id: 1, business_line: '*', since_on: '2011-03-01', next_stage: 'dormant', next_stage_on: '2011-08-01' },
        { one_id: 1, business_line: 'beauty', since_on: '2011-04-01', next_stage: 'churned' },
        { one_id: 2, business_line: '*', since_on: '2011-02-01', next_stage: null },
      ],
      'ads.member_churn_signal': [
        {
          one_id: 1,
          business_line: '*',
          is_at_risk: true,
          risk_weight: 2,
          strongest_signal: 'overdue',
          reason_zh: '逾期',
          reason_en: 'late',
        },
        { one_id: 1, business_line: 'beauty', is_at_risk: false, risk_weight: 0 },
      ],
      'dws.member_origin': [
        { one_id: 1, source_account_ids: '12346,17850', country: 'France' },
        { one_id: 2, source_account_ids: '13000', country: 'Iceland' },
      ],
      'dws.member_profile': [
        { one_id: 1, lifecycle_stage: 'active', value_tier: 'gold', usual_hour: 20, searched_texts: ['tea'], rules_version: 'v1' },
        { one_id: 2, lifecycle_stage: 'prospect', rules_version: 'v1' },
      ],
    },
    expect: [
      {
        one_id: 1,
        source_account_ids: '12346,17850',
        country: 'France',
        account_count: 2,
        average_order_amount: 16.67,
        days_since_purchase: 2,
        registered_on: '2011-02-01',
        purchase_count: 3,
        monetary_amount: 45,
        rfm_cell: '111',
        ...{ rfm_segment: 'Loyal', stage_since_on: '2011-03-01', next_stage: 'dormant', next_stage_on: '2011-08-01' },
        ...{ is_at_risk: true, risk_weight: 2, strongest_signal: 'overdue', risk_reason_zh: '逾期', risk_reason_en: 'late' },
        ...{ lifecycle_stage: 'active', value_tier: 'gold', usual_hour: 20, searched_texts: ['tea'], tag_rules_version: 'v1' },
      },
      {
        one_id: 2,
        source_account_ids: '13000',
        country: 'Iceland',
        account_count: 1,
        average_order_amount: null,
        days_since_purchase: null,
        registered_on: '2011-02-01',
        purchase_count: 0,
        monetary_amount: 0,
        rfm_cell: null,
        ...{ stage_since_on: '2011-02-01', lifecycle_stage: 'prospect', tag_rules_version: 'v1' },
      },
    ],
  },
])
