import { defineTests } from 'memberhouse'

export default defineTests('ads.member_tag_set', [
  {
    name: 'the known tags of a member are one object',
    given: {
      'dws.member_profile': [
        { one_id: 1, net_amount_365d: 1.5, registered_on: '2026-01-01', is_follower: false, searched_texts: ['a'], rules_version: 'v1' },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, rules_version: 'v1' },
        tags: { net_amount_365d: 1.5, registered_on: '2026-01-01', is_follower: false, searched_texts: ['a'] },
      },
    ],
  },
])
