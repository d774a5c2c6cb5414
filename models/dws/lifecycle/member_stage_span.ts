import { accepted, bigint, date, defineModel, expression, full, text } from 'memberhouse'

export const lifecycle_stages = ['prospect', 'new', 'active', 'dormant', 'churned']

export default defineModel({
  name: 'dws.member_stage_span',
  grain: ['one_id', 'business_line', 'from_month'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'The lifecycle stage of each member at the last 24 month starts: one row for all business lines (`*`), and one for each line where the ' +
    'member bought, each time that the stage changes. Recomputed: what the facts known today say about that day.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    from_month: date(
      'First month start with this stage: the first one after the registration, or of the 24 months, has no stage before it.',
    ),
    until_month: date('First month start with the next stage (exclusive); null if the stage still held at the last month start.', {
      nullable: true,
    }),
    stage: text('prospect, new, active, dormant or churned (warehouse.lifecycle_stage).'),
    previous_stage: text('Stage at the month start before; null for the first one.', { nullable: true }),
  },
  audits: [
    accepted('stage', lifecycle_stages),
    expression('a span of whole months', "from_month = date_trunc('month', from_month) and from_month < until_month is not false"),
  ],
})
