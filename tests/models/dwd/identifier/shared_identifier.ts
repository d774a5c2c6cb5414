import { defineTests } from 'memberhouse'

const on = (account_keys: number[], type: string, value: string) => account_keys.map((account_key) => ({ account_key, type, value }))

export default defineTests('dwd.shared_identifier', [
  {
    name: 'values on more than one account, for types with a rule, with the number of names',
    given: {
      'dwd.match_rule': [{ type: 'phone' }, { type: 'email' }],
      'dwd.identifier': [
        ...on([1, 2, 3, 4], 'phone', '+8613812340001'),
        ...[...on([1, 2], 'spoken_name', 'wangwei'), ...on([3], 'spoken_name', 'lina')],
        ...[...on([4, 5], 'email', 'a@b.cn'), ...on([5], 'phone', '+8613812340002')],
        ...on([1, 2], 'city', '上海'),
      ],
    },
    expect: [
      { type: 'phone', value: '+8613812340001', account_count: 4, name_count: 2 },
      { type: 'email', value: 'a@b.cn', account_count: 2, name_count: 0 },
    ],
  },
  {
    name: 'the same text under two types is not shared',
    given: {
      'dwd.match_rule': [{ type: 'card_no' }, { type: 'member_no' }],
      'dwd.identifier': [...on([1], 'card_no', '0001'), ...on([2], 'member_no', '0001')],
    },
    expect: [],
  },
])
