import { accepted, between, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.rfm_bound',
  grain: ['business_line', 'measure', 'place'],
  kind: full({ store: 'changes' }),
  doc:
    'The bounds between the scores of R, F and M on as_of, in the business lines that are scored by thresholds or by quantiles of type 7 ' +
    '(dwd.rfm_method). A value of at least a bound is one score higher; of recency_days, one score lower.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    measure: text('recency_days, purchase_count or monetary_amount.'),
    place: integer('1 to 4, from the lowest bound up.'),
    bound: numeric('The bound.'),
  },
  audits: [accepted('measure', ['recency_days', 'purchase_count', 'monetary_amount']), between('place', 1, 4)],
})
