import { between, bigint, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'ads.tier_flow',
  grain: ['business_line', 'month_on', 'from_tier', 'to_tier'],
  kind: full({ store: 'changes' }),
  doc:
    'Members by the value tier at the month start before and the tier at this one, for the last 24 month starts: the transition matrix. ' +
    'It closes: the members who leave a tier or stay in it are those who were in it.',
  columns: {
    business_line: text(
      'Business line; `*` for all of them. Members are counted in each line where they bought, so the lines do not add up.',
    ),
    month_on: date('The month start.'),
    from_tier: text(
      'Tier at the month start before, by its name of then; `joined` for whoever was no member then, or no customer of the line.',
    ),
    to_tier: text('Tier at this month start.'),
    member_count: bigint('Members.'),
  },
  audits: [between('member_count', 1, null)],
})
