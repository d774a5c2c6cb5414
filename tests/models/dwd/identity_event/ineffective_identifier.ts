import { defineTests } from 'memberhouse'

const carried = (account_key: number, type: string, value: string) => ({ account_key, type, value })

export default defineTests('dwd.ineffective_identifier', [
  {
    name: 'values blocked by this run and values stopped by a guard, on all their accounts; not older blocks or unblocked values',
    given: {
      'dwd.identifier': [carried(1, 'phone', '+8613812340001'), carried(3, 'phone', '+8613812340001'), carried(3, 'email', 'club@shop.cn')],
      'registry.dwd_identifier_block': [
        { type: 'phone', value: '+8613812340001', guard: 'person', is_new: true, is_deleted: false },
        { type: 'email', value: 'club@shop.cn', guard: 'junk', is_new: false, is_deleted: false },
        { type: 'email', value: 'club@shop.cn', guard: 'junk', is_new: true, is_deleted: true },
      ],
      'dwd.identity_edge': [4, 5].map((account_key) => ({ account_key, value_key: 70, type: 'unionid' })),
      'dwd.identity_stop': [{ account_key: 5, value_key: 70, reason: 'a member has at most 1 member_no' }],
    },
    expect: [
      ...[1, 3].map((account_key) => ({ account_key, type: 'phone', shared_value: '+8613812340001', effect: 'blocked', reason: 'person' })),
      ...[4, 5].map((account_key) => ({
        ...{ account_key, type: 'unionid', shared_value: '70', effect: 'stopped', reason: 'a member has at most 1 member_no' },
      })),
    ],
  },
])
