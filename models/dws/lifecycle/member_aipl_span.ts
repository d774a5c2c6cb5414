import { accepted, bigint, date, defineModel, expression, full, text } from 'memberhouse'

const stages = ['none', 'aware', 'interested', 'purchased', 'loyal']

export default defineModel({
  name: 'dws.member_aipl_span',
  grain: ['one_id', 'from_month'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'The AIPL stage of each member and visitor at the last 24 month starts: one row each time that it changes. Recomputed: what the facts ' +
    'known today say about that day. The rules are those of the day (dws.lifecycle_rule).',
  columns: {
    one_id: bigint('The person.'),
    from_month: date('First month start with this stage: the first one after first sight, or of the 24 months, has no stage before it.'),
    until_month: date('First month start with the next stage (exclusive); null if the stage still held at the last month start.', {
      nullable: true,
    }),
    stage: text(
      'loyal: so many purchases in the days that count; purchased: one; interested: cart, favourite, search, click or registration; ' +
        'aware: a view or a message; else none.',
    ),
    previous_stage: text('Stage at the month start before; null for the first one.', { nullable: true }),
  },
  audits: [
    accepted('stage', stages),
    expression('a span of whole months', "from_month = date_trunc('month', from_month) and from_month < until_month is not false"),
  ],
})
