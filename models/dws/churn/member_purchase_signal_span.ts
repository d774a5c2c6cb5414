import { accepted, bigint, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_purchase_signal_span',
  grain: ['one_id', 'business_line', 'from_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'The churn signals of purchases of each person, at the last 24 month starts and on as_of: one row each time that they change. ' +
    'Recomputed: what the facts known today say about that day. Intermediate model for dws.member_risk_span.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them.'),
    from_on: date('First month start with these signals; the second day of the month for a change since its start.'),
    until_on: date('First day with the next ones (exclusive); null if they still hold on as_of.', { nullable: true }),
    overdue_weight: numeric('How much the silence weighs (warehouse.silence_weight); 0 while no purchase is overdue.'),
    has_third_stop: boolean('A purchase is overdue after the third one.'),
    has_longer_gaps: boolean('The gaps between purchases became longer.'),
    has_launches: boolean('Purchases follow launches, and the next launch brought none.'),
  },
  audits: [accepted('overdue_weight', ['0', '1', '1.5', '2']), expression('a span has a length', 'from_on < until_on is not false')],
})
