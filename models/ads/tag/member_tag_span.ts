import { bigint, date, defineModel, text, view } from 'memberhouse'

export default defineModel({
  name: 'ads.member_tag_span',
  kind: view(),
  doc:
    'The past of the tags that the dictionary marks, by span of days. Tier and stages are those of the last 24 month starts, recomputed from ' +
    'the facts known today; level, paid membership and guide are as their sources report them, by account, so that spans of a person with ' +
    'several accounts can overlap; gender and city are what the warehouse showed (dwd.member_history).',
  columns: {
    one_id: bigint('The person.'),
    tag: text('The tag (dwd.tag).'),
    value: text('Its value; of is_paid_member only true.', { nullable: true }),
    from_on: date('First day of the value.'),
    until_on: date('First day after it; null while it lasts.', { nullable: true }),
  },
})
