import { defineTests } from 'memberhouse'

export default defineTests('ads.member_tag', [
  {
    name: 'each known tag is a row with its typed value',
    given: {
      'dwd.tag': [
        { tag: 'net_amount_365d', tag_group: 'value', type: 'number' },
        { tag: 'level', tag_group: 'value', type: 'text' },
        { tag: 'registered_on', tag_group: 'lifecycle', type: 'date' },
        { tag: 'is_follower', tag_group: 'behaviour', type: 'flag' },
        { tag: 'searched_texts', tag_group: 'interest', type: 'list' },
        { tag: 'city', tag_group: 'demographics', type: 'text' },
      ],
      'dws.member_profile': [
        {
          ...{ one_id: 1, net_amount_365d: 1.5, level: 'gold', registered_on: '2026-01-01', is_follower: false, searched_texts: ['a'] },
          ...{ city: null, rules_version: 'v1' },
        },
      ],
    },
    expect: [
      { one_id: 1, tag: 'net_amount_365d', tag_group: 'value', type: 'number', value: '1.5', number_value: 1.5, date_value: null },
      { one_id: 1, tag: 'level', tag_group: 'value', type: 'text', value: 'gold', number_value: null, list_value: null },
      { one_id: 1, tag: 'registered_on', tag_group: 'lifecycle', type: 'date', value: '2026-01-01', date_value: '2026-01-01' },
      { one_id: 1, tag: 'is_follower', tag_group: 'behaviour', type: 'flag', value: 'false', flag_value: false },
      { one_id: 1, tag: 'searched_texts', tag_group: 'interest', type: 'list', value: '["a"]', list_value: ['a'], flag_value: null },
    ],
  },
])
