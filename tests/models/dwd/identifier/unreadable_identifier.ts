import { defineTests } from 'memberhouse'

const raw = (account_key: number, source: string, type: string, value: string) => ({ account_key, source, type, value })

export default defineTests('dwd.unreadable_identifier', [
  {
    name: 'values are counted by source and type, and each unusable value has one reason',
    as_of: '2026-01-10',
    given: {
      'dwd.raw_identifier': [
        raw(1, 'pos', 'phone', '+8613812340001'),
        raw(2, 'pos', 'phone', '="+8613812340002"'),
        raw(3, 'pos', 'phone', '+8613812340003/+8613812340004'),
        raw(4, 'pos', 'phone', '1.38E+10'),
        raw(5, 'pos', 'phone', '138****0001'),
        raw(6, 'pos', 'phone', '+8613800138000'),
        raw(7, 'pos', 'phone', '-'),
        raw(8, 'crm', 'phone', '+8613812340001'),
        raw(8, 'crm', 'member_no', '未绑定'),
        raw(10, 'marketplace', 'receiver_phone', '17012340001-0123'),
        raw(11, 'marketplace', 'receiver_phone', '#fUJq8dAq9vWgXyLk#'),
        raw(12, 'marketplace', 'receiver_phone', '138****0001'),
        raw(13, 'marketplace', 'receiver_phone', '+8613800138000'),
        raw(11, 'marketplace', 'receiver_name', '##Zk3Vd8a2Jw=='),
        raw(9, 'mini', 'unionid', 'not_set'),
        raw(9, 'mini', 'openid', 'wx12:8.81E11'),
      ],
      'dwd.account_attribute': [
        { account_key: 8, source: 'crm', attribute: 'city', value: '未知' },
        { account_key: 8, source: 'crm', attribute: 'birthday', value: '1900-01-01' },
        // Already among the identifiers.
        { account_key: 8, source: 'crm', attribute: 'phone', value: '+8613812340001' },
      ],
      'dwd.junk_value': [
        { type: 'phone', pattern: '+8613800138000' },
        { type: '*', pattern: '未知' },
      ],
    },
    expect: [
      { source: 'crm', type: 'birthday', value_count: 1, masked_count: 0, placeholder_count: 1, unreadable_count: 0, stand_in_count: 0 },
      { source: 'crm', type: 'city', value_count: 1, masked_count: 0, placeholder_count: 1, unreadable_count: 0, stand_in_count: 0 },
      { source: 'crm', type: 'member_no', value_count: 1, masked_count: 0, placeholder_count: 1, unreadable_count: 0, stand_in_count: 0 },
      { source: 'crm', type: 'phone', value_count: 1, masked_count: 0, placeholder_count: 0, unreadable_count: 0, stand_in_count: 0 },
      ...[
        { type: 'receiver_name', value_count: 1, masked_count: 0, placeholder_count: 0, unreadable_count: 0, stand_in_count: 1 },
        { type: 'receiver_phone', value_count: 4, masked_count: 1, placeholder_count: 1, unreadable_count: 0, stand_in_count: 2 },
      ].map((counts) => ({ source: 'marketplace', ...counts })),
      { source: 'mini', type: 'openid', value_count: 1, masked_count: 0, placeholder_count: 0, unreadable_count: 1, stand_in_count: 0 },
      { source: 'mini', type: 'unionid', value_count: 1, masked_count: 0, placeholder_count: 1, unreadable_count: 0, stand_in_count: 0 },
      { source: 'pos', type: 'phone', value_count: 7, masked_count: 1, placeholder_count: 2, unreadable_count: 2, stand_in_count: 0 },
    ],
  },
])
