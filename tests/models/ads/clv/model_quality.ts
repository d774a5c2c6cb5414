import { defineTests } from 'memberhouse'

const fit = (contender: string, poisson_deviance: number | null, auc: number | null, more: object = {}) => ({
  ...{ business_line: '*', month_on: '2026-06-01', contender, poisson_deviance, auc, status: 'fitted', holdout_status: 'tried' },
  ...more,
})

export default defineTests('ads.model_quality', [
  {
    name: 'places by deviance, equal ones together; rankings have none; the days of silence beside each',
    as_of: '2026-06-10',
    given: {
      'dws.clv_fit': [
        fit('bg_nbd', 0.5, 0.75, { is_champion: true, chosen_because: 'holdout' }),
        fit('nbd', 0.75, 0.7),
        fit('cnbd_k', 0.5, 0.75),
        fit('recency', null, 0.8),
        fit('nbd', null, null, { business_line: 'food', holdout_status: 'short_history' }),
      ],
    },
    expect: [
      { business_line: '*', contender: 'bg_nbd', place: 1, gini: 0.5, recency_auc: 0.8, is_champion: true },
      { business_line: '*', contender: 'cnbd_k', place: 1, gini: 0.5, recency_auc: 0.8 },
      { business_line: '*', contender: 'nbd', place: 3, gini: 0.4, recency_auc: 0.8 },
      { business_line: '*', contender: 'recency', place: null, gini: 0.6, recency_auc: 0.8 },
      { business_line: 'food', contender: 'nbd', place: null, gini: null, recency_auc: null },
    ],
  },
])
