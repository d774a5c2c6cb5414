import { accepted, between, bigint, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.tier_profile',
  grain: ['vocabulary', 'class', 'tag', 'value'],
  kind: full({ store: 'changes' }),
  doc:
    'What a tier, a stage or a behaviour class is made of: how often its members have each value of each tag (dws.member_profile), against all members. Values ' +
    'that fewer than 1 % of the members with the tag have, and dates, are left out. A tier with two values of a tag that are both far from ' +
    'average may be two groups.',
  columns: {
    vocabulary: text('value_tier, lifecycle_stage or behaviour_class.'),
    class: text('The tier, stage or class.'),
    tag: text('The tag (dwd.tag).'),
    value: text(
      'The value; of a number with more than 24 values the quarter of all members into which it falls, such as `<= 194` and `> 480`; of a list one text.',
    ),
    member_count: bigint('Members of the class with the value.'),
    known_count: bigint('Members of the class with any value of the tag.'),
    share: numeric('member_count / known_count, to 3 decimals.'),
    all_share: numeric('The same share of all members.'),
    index_value: integer('100 × share / all_share: 100 is average.'),
    z_score: numeric(
      'How far the share is from all_share, in standard errors of a class of that size: between -2 and 2 it may be chance. Null if all members have the value.',
      { nullable: true },
    ),
  },
  audits: [
    accepted('vocabulary', ['value_tier', 'lifecycle_stage', 'behaviour_class']),
    between('share', 0, 1),
    between('all_share', 0, 1),
  ],
})
