import { defineTests } from 'memberhouse'

const rules = [
  { rule: 3, type: 'phone', blocked_accounts: 3, blocked_names: 2 },
  { rule: 4, type: 'email', blocked_accounts: 3, blocked_names: null },
]
const shared = (type: string, value: string, account_count = 2, name_count = 0) => ({ type, value, account_count, name_count })
const phone = '+8613812340001'
const crowded = { type: 'phone', value: phone, guard: 'too_many_accounts', reason: 'on more than 3 accounts' }
const published = { run_id: 1, is_effective: true, is_new: false, is_deleted: false }

export default defineTests('dwd.identifier_block', [
  {
    name: 'junk is a value or a pattern, for one type or for all',
    given: {
      'dwd.match_rule': rules,
      'dwd.junk_value': [
        { type: '*', pattern: 'Guest', reason: 'nobody' },
        { type: 'phone', pattern: '^\\+86(\\d)\\1{10}$', reason: 'one digit' },
      ],
      'dwd.shared_identifier': [
        ...[shared('email', 'guest'), shared('email', 'guest@b.cn'), shared('email', '+8611111111111')],
        ...[shared('phone', '+8611111111111'), shared('receiver_phone', '+8611111111111'), shared('phone', phone)],
      ],
    },
    expect: [
      { type: 'email', value: 'guest', guard: 'junk', reason: 'nobody' },
      { type: 'phone', value: '+8611111111111', guard: 'junk', reason: 'one digit' },
      { type: 'receiver_phone', value: '+8611111111111', guard: 'junk', reason: 'one digit' },
    ],
  },
  {
    name: 'a value is blocked above its limit of accounts or names, not at it, and never if its rule has no limit',
    given: {
      'dwd.match_rule': rules,
      'dwd.shared_identifier': [
        ...[shared('email', 'four@b.cn', 4), shared('email', 'three@b.cn', 3, 3)],
        ...[shared('phone', '+8613812340002', 3, 2), shared('phone', '+8613812340003', 3, 3), shared('phone', phone, 4, 3)],
      ],
    },
    expect: [
      { type: 'email', value: 'four@b.cn', guard: 'too_many_accounts', reason: 'on more than 3 accounts' },
      { type: 'phone', value: '+8613812340003', guard: 'too_many_names', reason: 'with more than 2 names' },
      crowded,
    ],
  },
  {
    name: 'a crowded value stays blocked below the limit, even if it is no longer shared',
    given: {
      'dwd.match_rule': rules,
      'dwd.shared_identifier': [shared('phone', phone)],
      'registry.dwd_identifier_block': [
        { ...published, ...crowded },
        { ...published, type: 'email', value: 'club@b.cn', guard: 'too_many_names', reason: 'with more than 5 names' },
      ],
    },
    expect: [crowded, { type: 'email', value: 'club@b.cn', guard: 'too_many_names', reason: 'with more than 5 names' }],
  },
  {
    name: 'a value removed from the junk list is unblocked, and blocks of unpublished runs are ignored',
    given: {
      'dwd.match_rule': rules,
      'dwd.shared_identifier': [shared('phone', phone), shared('email', 'guest')],
      'registry.dwd_identifier_block': [
        { ...published, type: 'email', value: 'guest', guard: 'junk', reason: 'nobody' },
        { ...published, is_effective: false, ...crowded },
      ],
    },
    expect: [],
  },
  {
    name: 'the newest registry row of a value holds: a closed block has no effect',
    given: {
      'dwd.match_rule': rules,
      'dwd.shared_identifier': [shared('phone', phone)],
      'registry.dwd_identifier_block': [
        { ...published, ...crowded, run_id: 2, is_deleted: true },
        { ...published, ...crowded, run_id: 1 },
      ],
    },
    expect: [],
  },
  {
    name: 'a person can allow a value that a guard blocks, and block any value',
    given: {
      'dwd.match_rule': rules,
      'dwd.junk_value': [{ type: '*', pattern: 'guest', reason: 'nobody' }],
      'dwd.shared_identifier': [
        shared('phone', phone),
        shared('email', 'guest'),
        shared('email', 'club@b.cn', 9),
        shared('email', 'vip@b.cn', 9),
      ],
      'registry.dwd_identifier_block': [{ ...published, ...crowded }],
      'dwd.value_decision': [
        { type: 'phone', value: phone, action: 'allow' },
        { type: 'email', value: 'guest', action: 'allow' },
        { type: 'email', value: 'vip@b.cn', action: 'allow' },
        { type: 'email', value: 'club@b.cn', action: 'block', reason: 'of a club' },
        { type: 'email', value: 'nobody@b.cn', action: 'block', reason: 'a typo' },
      ],
    },
    expect: [
      { type: 'email', value: 'club@b.cn', guard: 'person', reason: 'of a club' },
      { type: 'email', value: 'nobody@b.cn', guard: 'person', reason: 'a typo' },
    ],
  },
])
