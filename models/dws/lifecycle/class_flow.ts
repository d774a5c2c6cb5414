import { accepted, between, bigint, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.class_flow',
  grain: ['vocabulary', 'business_line', 'month_on', 'from_class', 'to_class'],
  kind: full({ store: 'changes' }),
  doc:
    'People by their class at the month start before and the class at this one, for the last 24 month starts and each vocabulary that is kept ' +
    'in spans. It closes: the people who leave a class or stay in it are those who were in it.',
  columns: {
    vocabulary: text('lifecycle (dws.member_stage_span), aipl (dws.member_aipl_span) or value_tier (dws.member_tier_span).'),
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('The month start.'),
    from_class: text('Class at the month start before; `joined` for whoever had none.'),
    to_class: text('Class at this month start.'),
    member_count: bigint('People.'),
  },
  audits: [accepted('vocabulary', ['lifecycle', 'aipl', 'value_tier']), between('member_count', 1, null)],
})
