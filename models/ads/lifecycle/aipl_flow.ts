import { between, bigint, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'ads.aipl_flow',
  grain: ['month_on', 'from_stage', 'to_stage'],
  kind: full({ store: 'changes' }),
  doc:
    'Members and visitors by the AIPL stage at the month start before and the stage at this one, for the last 24 month starts. It closes: ' +
    'the people who leave a stage or stay in it are those who were in it.',
  columns: {
    month_on: date('The month start.'),
    from_stage: text('Stage at the month start before; `joined` for whoever was first seen in between.'),
    to_stage: text('Stage at this month start.'),
    member_count: bigint('Members and visitors.'),
  },
  audits: [between('member_count', 1, null)],
})
