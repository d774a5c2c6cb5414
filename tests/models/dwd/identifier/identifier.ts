import { defineTests } from 'memberhouse'

const at = (day: number) => `2026-01-0${day}T00:00:00Z`
const raw = (account_key: number, type: string, value: string, day = 1) => ({
  ...{ account_key, type, value, source: 'crm', first_seen_at: at(day), last_seen_at: at(day) },
})

export default defineTests('dwd.identifier', [
  {
    name: 'spellings of one value are one row, from first seen to last seen; invalid values have no row',
    as_of: '2026-01-10',
    given: {
      'dwd.raw_identifier': [
        raw(1, 'phone', '+86 138 1234 0001', 2),
        raw(1, 'phone', '+8613812340001', 4),
        raw(1, 'phone', '138****0001', 1),
        raw(2, 'device_id', '00000000-0000-0000-0000-000000000000'),
      ],
    },
    expect: [{ account_key: 1, type: 'phone', value: '+8613812340001', first_seen_at: at(2), last_seen_at: at(4) }],
  },
  {
    name: 'a receiver whose phone agrees with the visible digits of the account is its holder; else phone and name are another person’s',
    as_of: '2026-01-10',
    given: {
      'dwd.raw_identifier': [
        ...[raw(1, 'phone', '138****0001'), raw(1, 'receiver_phone', '+86 138-1234-0001', 3), raw(1, 'receiver_name', '李 娜')],
        ...[raw(2, 'phone', '138****0001'), raw(2, 'receiver_phone', '+86 13912340001'), raw(2, 'receiver_name', '李娜')],
        ...[raw(3, 'phone', '+86 13812340003'), raw(3, 'receiver_phone', '+86 13812340003'), raw(3, 'receiver_name', '李娜')],
        ...[raw(4, 'phone', '+86 13812340004'), raw(4, 'receiver_phone', '+86 13812340003'), raw(4, 'receiver_name', '李娜')],
        ...[raw(5, 'receiver_phone', '+86 13812340005'), raw(5, 'receiver_name', '李娜')],
        ...[raw(6, 'phone', '138****0006'), raw(6, 'receiver_phone', '+86 17012340006-0123'), raw(6, 'receiver_name', '李娜')],
        // Of two parcels, one went to another person.
        ...[raw(7, 'phone', '138****0007'), raw(7, 'receiver_phone', '+86 13812340007'), raw(7, 'receiver_phone', '+86 13912340007')],
        raw(7, 'receiver_name', '李娜'),
      ],
    },
    expect: [
      { account_key: 1, type: 'name', value: '李娜', first_seen_at: at(1) },
      { account_key: 1, type: 'phone', value: '+8613812340001', first_seen_at: at(3) },
      { account_key: 1, type: 'spoken_name', value: 'li na', first_seen_at: at(1) },
      { account_key: 2, type: 'receiver_name', value: '李娜', first_seen_at: at(1) },
      { account_key: 2, type: 'receiver_phone', value: '+8613912340001', first_seen_at: at(1) },
      { account_key: 3, type: 'name', value: '李娜', first_seen_at: at(1) },
      { account_key: 3, type: 'phone', value: '+8613812340003', first_seen_at: at(1) },
      { account_key: 3, type: 'spoken_name', value: 'li na', first_seen_at: at(1) },
      { account_key: 4, type: 'phone', value: '+8613812340004', first_seen_at: at(1) },
      { account_key: 4, type: 'receiver_name', value: '李娜', first_seen_at: at(1) },
      { account_key: 4, type: 'receiver_phone', value: '+8613812340003', first_seen_at: at(1) },
      { account_key: 5, type: 'receiver_name', value: '李娜', first_seen_at: at(1) },
      { account_key: 5, type: 'receiver_phone', value: '+8613812340005', first_seen_at: at(1) },
      { account_key: 6, type: 'receiver_name', value: '李娜', first_seen_at: at(1) },
      { account_key: 7, type: 'phone', value: '+8613812340007', first_seen_at: at(1) },
      { account_key: 7, type: 'receiver_name', value: '李娜', first_seen_at: at(1) },
      { account_key: 7, type: 'receiver_phone', value: '+8613912340007', first_seen_at: at(1) },
    ],
  },
  {
    name: 'gender, birthday and city are known since the source first wrote them; other attributes are ignored',
    as_of: '2026-01-10',
    given: {
      'dwd.account': [{ account_key: 1, first_seen_at: at(1) }],
      'dwd.account_attribute': [
        { account_key: 1, attribute: 'birthday', value: '1990-05-06', source: 'crm', known_at: at(7) },
        { account_key: 1, attribute: 'gender', value: 'f', source: 'crm', known_at: at(7) },
        { account_key: 1, attribute: 'phone', value: '13812340001', source: 'crm', known_at: at(7) },
      ],
      'dwd.changed_value': [{ account_key: 1, value: '1990-05-06', first_seen_at: at(3) }],
    },
    expect: [
      { account_key: 1, type: 'birthday', value: '1990-05-06', first_seen_at: at(3), last_seen_at: at(7) },
      { account_key: 1, type: 'gender', value: 'f', first_seen_at: at(1), last_seen_at: at(7) },
    ],
  },
  {
    name: 'a full name also has its sound, a surname alone does not; placeholder names have no row',
    as_of: '2026-01-10',
    given: {
      'dwd.raw_identifier': [raw(1, 'name', '周雨慧女士'), raw(2, 'name', '赵先生'), raw(3, 'name', '测试01')],
      'dwd.junk_value': [{ type: 'name', pattern: '^测试\\d*$' }],
    },
    expect: [
      { account_key: 1, type: 'name', value: '周雨慧' },
      { account_key: 1, type: 'spoken_name', value: 'zhou yu hui' },
      { account_key: 2, type: 'name', value: '赵' },
    ],
  },
  {
    name: 'junk of all types is no name and no city; as an identifier it has a row that is marked',
    as_of: '2026-01-10',
    given: {
      'dwd.account': [{ account_key: 1, first_seen_at: at(1) }],
      'dwd.account_attribute': [{ account_key: 1, attribute: 'city', value: ' ＮＵＬＬ ', source: 'crm', known_at: at(7) }],
      'dwd.raw_identifier': [
        raw(1, 'name', 'Null'),
        raw(1, 'email', 'na@na.com'),
        raw(1, 'member_no', 'null01'),
        raw(1, 'receiver_name', 'null'),
        raw(1, 'receiver_phone', '+8613800138000'),
        raw(1, 'card_no', '50001.0'),
      ],
      'dwd.junk_value': [
        { type: '*', pattern: 'null' },
        { type: 'phone', pattern: '+8613800138000' },
        { type: '*', pattern: '^null\\d*$' },
        { type: 'email', pattern: '^(.{1,3})@\\1\\.' },
      ],
    },
    expect: [
      { account_key: 1, type: 'card_no', value: '50001', is_junk: false },
      { account_key: 1, type: 'email', value: 'na@na.com', is_junk: true },
      { account_key: 1, type: 'member_no', value: 'NULL01', is_junk: true },
      { account_key: 1, type: 'receiver_phone', value: '+8613800138000', is_junk: true },
    ],
  },
])
