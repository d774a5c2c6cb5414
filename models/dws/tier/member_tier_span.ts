import { bigint, date, defineModel, expression, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_tier_span',
  grain: ['one_id', 'business_line', 'from_month'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'The value tier of each member at the last 24 month starts: one row for all business lines (`*`), and one for each line where the member ' +
    'bought, each time that the tier changes. A member holds a tier when its bounds are met, or were met at the evaluation before and the share ' +
    'tier_kept_rate (dwd.parameter_span) of each is reached. Recomputed: what the facts known today say about that day.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    from_month: date('First month start with this tier.'),
    until_month: date('First month start with the next tier (exclusive); null if the tier still held at the last month start.', {
      nullable: true,
    }),
    tier_rank: integer('Place on the ladder: 1 is the lowest tier.'),
    previous_tier_rank: integer('The tier before; null for the first one.', { nullable: true }),
  },
  audits: [expression('a span of whole months', "from_month = date_trunc('month', from_month) and from_month < until_month is not false")],
})
