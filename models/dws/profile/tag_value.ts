import { between, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.tag_value',
  grain: ['vocabulary', 'class', 'tag', 'value'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Members by class, tag and value: intermediate model for ads.tag_dictionary ' +
    'and ads.tier_profile, so that the profiles are read once.',
  columns: {
    vocabulary: text('value_tier, lifecycle_stage or behaviour_class; `*` for all members.'),
    class: text('The class of the vocabulary; `*` for all members.'),
    tag: text('The tag (dwd.tag); `*`: all members.'),
    value: text(
      'The value: a number with four significant digits, a date as its month, a text of a list. `*`: any value, so that each member with the tag counts once.',
    ),
    member_count: bigint('Members.'),
  },
  audits: [between('member_count', 1, null)],
})
