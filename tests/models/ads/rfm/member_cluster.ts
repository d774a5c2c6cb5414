import { defineTests } from 'memberhouse'

const count = (value: number, business_line = '*') => ({
  ...{ name: 'rfm_cluster_count', business_line, starts_on: '2000-01-01', ends_before: 'infinity', value },
})
const buyer = (one_id: number, last_purchased_on: string, purchase_count: number, monetary_amount: number, business_line = '*') => ({
  ...{ one_id, business_line, last_purchased_on, purchase_count, monetary_amount },
})
const [recent, old] = ['2026-05-30', '2025-09-01']

export default defineTests('ads.member_cluster', [
  {
    name: 'cluster 1 has the highest mean net amount, in any order of the rows; a refund larger than the sales counts as 1',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': [count(3)],
      'ads.member_rfm': [
        ...[buyer(5, old, 1, 50), buyer(1, recent, 20, 5000), buyer(3, recent, 2, 300), buyer(6, old, 1, 55)],
        ...[buyer(4, recent, 2, 310), buyer(2, recent, 21, 5100), buyer(7, old, 1, -10), buyer(8, old, 1, 0.5)],
      ],
    },
    expect: [
      ...[1, 2].map((one_id) => ({ one_id, business_line: '*', cluster: 1, cluster_count: 3 })),
      ...[3, 4].map((one_id) => ({ one_id, business_line: '*', cluster: 2, cluster_count: 3 })),
      ...[5, 6, 7, 8].map((one_id) => ({ one_id, business_line: '*', cluster: 3, cluster_count: 3 })),
    ],
  },
  {
    name: 'equal buyers share a cluster: there are no more clusters than buyers who differ; each line has its own clusters and count',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': [
        count(2),
        { ...count(5, 'beauty'), ends_before: '2026-06-01' },
        { ...count(9, 'beauty'), starts_on: '2026-06-01' },
        { ...count(4), name: 'rfm_window_days' },
        count(2, 'food'),
      ],
      'ads.member_rfm': [
        ...[1, 2, 3].map((one_id) => buyer(one_id, old, 2, 70)),
        ...[buyer(1, old, 1, 10, 'beauty'), buyer(2, recent, 3, 20, 'beauty')],
        buyer(9, recent, 1, 5, 'food'),
      ],
    },
    expect: [
      ...[1, 2, 3].map((one_id) => ({ one_id, business_line: '*', cluster: 1, cluster_count: 2 })),
      { one_id: 1, business_line: 'beauty', cluster: 2, cluster_count: 5 },
      { one_id: 2, business_line: 'beauty', cluster: 1, cluster_count: 5 },
      { one_id: 9, business_line: 'food', cluster: 1, cluster_count: 2 },
    ],
  },
  { name: 'no buyers, no clusters', as_of: '2026-06-01', given: { 'dwd.parameter_span': [count(2)] }, expect: [] },
])
