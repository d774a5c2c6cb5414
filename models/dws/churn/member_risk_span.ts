import { between, bigint, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_risk_span',
  grain: ['one_id', 'business_line', 'from_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'The churn signals of each member who bought, at the last 24 month starts and on as_of: one row for all business lines (`*`), and one ' +
    'for each line where the member bought, each time that they change. Recomputed: what the facts known today say about that day. The rules ' +
    'are those of the day (dws.churn_rule). The span at a month start has `from_on <= month_on and coalesce(month_on < until_on, true)`.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them. Acts, points and benefits are of no line: they count in each.'),
    from_on: date('First month start with these signals; the second day of the month for a change since its start.'),
    until_on: date('First day with the next ones (exclusive); null if they still hold on as_of.', { nullable: true }),
    signals: text('The signals, with commas, in the order of ads.member_churn_signal; empty without one.'),
    risk_weight: numeric(
      'Their weights, added up. overdue and acts_stopped count half as much again at twice their bound, and twice at four times it.',
    ),
    is_at_risk: boolean('The weight reaches the bound (the parameter churn_risk_weight_count), and the member is not churned.'),
  },
  audits: [
    between('risk_weight', 0, null),
    expression('a span has a length', 'from_on < until_on is not false'),
    expression('risk needs a signal', "not is_at_risk or signals <> ''"),
  ],
})
