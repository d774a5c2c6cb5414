import { accepted, bigint, boolean, date, defineModel, expression, full, numeric } from 'memberhouse'

export default defineModel({
  name: 'dws.member_act_signal_span',
  grain: ['one_id', 'from_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'The churn signals of acts, points and benefits of each member, at the last 24 month starts and on as_of: one row each time that they ' +
    'change. They are of no business line, so the rules of `*` judge them. Recomputed: what the facts known today say about that day. ' +
    'Intermediate model for dws.member_risk_span.',
  columns: {
    one_id: bigint('The member.'),
    from_on: date('First month start with these signals; the second day of the month for a change since its start.'),
    until_on: date('First day with the next ones (exclusive); null if they still hold on as_of.', { nullable: true }),
    stopped_weight: numeric(
      'How much the time since the last act weighs (warehouse.silence_weight); 0 while acts go on or are not observed.',
    ),
    has_fallen: boolean('Acts became fewer and did not stop.'),
    has_points: boolean('Points are not redeemed.'),
    has_benefits: boolean('Benefits are not used.'),
  },
  audits: [accepted('stopped_weight', ['0', '1', '1.5', '2']), expression('a span has a length', 'from_on < until_on is not false')],
})
