import { between, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.tag_value',
  grain: ['tag', 'value', 'value_tier', 'lifecycle_stage'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Members by tag and value, and by tier and stage: intermediate model for ads.tag_dictionary ' +
    'and ads.tier_profile, so that the profiles are read once.',
  columns: {
    tag: text('The tag (dwd.tag); `*`: all members.'),
    value: text(
      'The value: a number with four significant digits, a date as its month, a text of a list. `*`: any value, so that each member with the tag counts once.',
    ),
    value_tier: text('Value tier; none for whoever registered after the start of the month.'),
    lifecycle_stage: text('Lifecycle stage.'),
    member_count: bigint('Members.'),
  },
  audits: [between('member_count', 1, null)],
})
