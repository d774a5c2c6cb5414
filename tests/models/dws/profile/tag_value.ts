import { defineTests } from 'memberhouse'

const gold = { value_tier: 'gold', lifecycle_stage: 'active', behaviour_class: 'ordinary', rules_version: 'v1' }
/** The rows of all members, who are of one stage and class, and those of gold. */
const counts = (tag: string, value: string, all: number, ofGold: number) => [
  { vocabulary: '*', class: '*', tag, value, member_count: all },
  { vocabulary: 'lifecycle_stage', class: 'active', tag, value, member_count: all },
  { vocabulary: 'behaviour_class', class: 'ordinary', tag, value, member_count: all },
  ...(ofGold > 0 ? [{ vocabulary: 'value_tier', class: 'gold', tag, value, member_count: ofGold }] : []),
  ...(all > ofGold ? [{ vocabulary: 'value_tier', class: 'silver', tag, value, member_count: all - ofGold }] : []),
]

export default defineTests('dws.tag_value', [
  {
    name: 'numbers have four digits, dates months, a list counts for each of its texts',
    given: {
      'dwd.tag': [
        { tag: 'net_amount_365d', type: 'number' },
        { tag: 'last_purchased_on', type: 'date' },
        { tag: 'searched_texts', type: 'list' },
        { tag: 'is_paid_member', type: 'flag' },
      ],
      'dws.member_profile': [
        { ...gold, one_id: 1, net_amount_365d: 12345.67, searched_texts: ['a', '*'], is_paid_member: true },
        { ...gold, one_id: 2, net_amount_365d: 12345.01, last_purchased_on: '2026-06-30', is_paid_member: true },
        { ...gold, one_id: 3, value_tier: 'silver', net_amount_365d: 0 },
      ],
    },
    expect: [
      ...counts('*', '*', 3, 2),
      ...counts('net_amount_365d', '*', 3, 2),
      ...counts('net_amount_365d', '12350', 2, 2),
      ...counts('net_amount_365d', '0', 1, 0),
      ...counts('last_purchased_on', '*', 1, 1),
      ...counts('last_purchased_on', '2026-06', 1, 1),
      ...counts('searched_texts', '*', 1, 1),
      ...counts('searched_texts', 'a', 1, 1),
      ...counts('is_paid_member', '*', 2, 2),
      ...counts('is_paid_member', 'true', 2, 2),
    ],
  },
])
