import { between, bigint, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'ads.lifecycle_flow',
  grain: ['business_line', 'month_on', 'from_stage', 'to_stage'],
  kind: full({ store: 'changes' }),
  doc:
    'Members by the stage at the month start before and the stage at this one, for the last 24 month starts. It closes: the members who ' +
    'leave a stage or stay in it are those who were in it. At the first of the 24 month starts all come from `joined`.',
  columns: {
    business_line: text(
      'Business line; `*` for all of them. Members are counted in each line where they bought, so the lines do not add up.',
    ),
    month_on: date('The month start.'),
    from_stage: text(
      'Stage at the month start before; `joined` for whoever registered, or bought in the line for the first time, in between.',
    ),
    to_stage: text('Stage at this month start.'),
    member_count: bigint('Members.'),
  },
  audits: [between('member_count', 1, null)],
})
