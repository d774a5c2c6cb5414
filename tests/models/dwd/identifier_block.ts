import { defineTests } from 'memberhouse'

const rules = [
  { rule: 3, type: 'phone', blocked_accounts: 3, blocked_names: 2 },
  { rule: 4, type: 'email', blocked_accounts: 3, blocked_names: null },
]
/** The value on as many accounts, from number 1 on. */
const on = (count: number, type: string, value: string) =>
  Array.from({ length: count }, (_, place) => ({ account_key: place + 1, type, value }))
const named = (account_key: number, value: string) => ({ account_key, type: 'spoken_name', value })
const remembered = { type: 'phone', value: '+8613812340001', guard: 'too_many_accounts', reason: 'on more than 3 accounts', account_count: 9 }
const published = { run_id: 1, is_effective: true, is_new: false, is_ended: false }

export default defineTests('dwd.identifier_block', [
  {
    name: 'junk is a value or a pattern, of a type or of all; on one account alone, or of a type without a rule, nobody asks',
    given: {
      'dwd.match_rule': rules,
      'dwd.junk_value': [
        { type: '*', pattern: 'Guest', reason: 'nobody' },
        { type: 'phone', pattern: '^\\+86(\\d)\\1{10}$', reason: 'one digit' },
      ],
      'dwd.identifier': [
        ...on(2, 'email', 'guest'),
        ...on(2, 'phone', '+8611111111111'),
        ...on(1, 'phone', '+8622222222222'),
        ...on(2, 'email', '+8611111111111'),
        ...on(2, 'phone', '+8613812340001'),
        ...on(2, 'name', 'guest'),
      ],
    },
    expect: [
      { type: 'email', value: 'guest', guard: 'junk', reason: 'nobody', account_count: 2 },
      { type: 'phone', value: '+8611111111111', guard: 'junk', reason: 'one digit', account_count: 2 },
    ],
  },
  {
    name: 'a value is blocked beyond its number of accounts or of names that sound different, not at it, and not where a rule has none',
    given: {
      'dwd.match_rule': rules,
      'dwd.identifier': [
        ...on(4, 'email', 'four@b.cn'),
        ...on(3, 'email', 'three@b.cn'),
        ...on(3, 'phone', '+8613812340003'),
        ...[named(1, 'wang wei'), named(2, 'li na'), named(3, 'zhang min')],
        ...[11, 12, 13].map((account_key) => ({ account_key, type: 'phone', value: '+8613812340002' })),
        ...[named(11, 'wang wei'), named(12, 'wang wei'), named(13, 'li na')],
      ],
    },
    expect: [
      { type: 'email', value: 'four@b.cn', guard: 'too_many_accounts', reason: 'on more than 3 accounts', account_count: 4 },
      { type: 'phone', value: '+8613812340003', guard: 'too_many_names', reason: 'under more than 2 names', account_count: 3 },
    ],
  },
  {
    name: 'a value that was once on too many stays blocked below the limit; one that is junk no more, or that no published run blocked, is free',
    given: {
      'dwd.match_rule': rules,
      'dwd.identifier': [...on(2, 'phone', '+8613812340001'), ...on(2, 'email', 'guest'), ...on(2, 'email', 'a@b.cn')],
      'registry.dwd_identifier_block': [
        { ...published, ...remembered },
        { ...published, type: 'phone', value: '+8613812340009', guard: 'too_many_names', reason: 'under more than 2 names', account_count: 5 },
        { ...published, type: 'email', value: 'guest', guard: 'junk', reason: 'nobody', account_count: 2 },
        { ...published, ...remembered, is_effective: false, type: 'email', value: 'a@b.cn' },
      ],
    },
    expect: [remembered, { type: 'phone', value: '+8613812340009', guard: 'too_many_names', account_count: 5, reason: 'under more than 2 names' }],
  },
  {
    name: 'of what runs remember of a value the newest holds: a block that ended is no more',
    given: {
      'dwd.match_rule': rules,
      'dwd.identifier': on(2, 'phone', '+8613812340001'),
      'registry.dwd_identifier_block': [
        { ...published, ...remembered, run_id: 2, is_ended: true },
        { ...published, ...remembered, run_id: 1 },
      ],
    },
    expect: [],
  },
  {
    name: 'a person blocks what no guard would and allows what any guard blocked, and the newer word holds',
    given: {
      'dwd.match_rule': rules,
      'dwd.junk_value': [{ type: '*', pattern: 'guest', reason: 'nobody' }],
      'dwd.identifier': [...on(2, 'phone', '+8613812340001'), ...on(2, 'email', 'guest'), ...on(9, 'email', 'club@b.cn')],
      'registry.dwd_identifier_block': [{ ...published, ...remembered }],
      'ods.identity_decision': [
        { decision_id: 'd1', action: 'allow', type: 'phone', value: '+8613812340001', decided_at: '2026-02-01T09:00Z' },
        { decision_id: 'd2', action: 'allow', type: 'email', value: 'guest', decided_at: '2026-02-01T09:00Z' },
        { decision_id: 'd3', action: 'allow', type: 'email', value: 'club@b.cn', decided_at: '2026-02-01T09:00Z' },
        { decision_id: 'd4', action: 'block', type: 'email', value: 'club@b.cn', decided_at: '2026-02-02T09:00Z', reason: 'of a club' },
        { decision_id: 'd5', action: 'block', type: 'email', value: 'nobody@b.cn', decided_at: '2026-02-02T09:00Z', reason: 'a typo' },
        { decision_id: 'd6', action: 'link', source: 'crm', source_account_id: '1', decided_at: '2026-02-02T09:00Z' },
      ],
    },
    expect: [
      { type: 'email', value: 'club@b.cn', guard: 'person', reason: 'of a club', account_count: 0 },
      { type: 'email', value: 'nobody@b.cn', guard: 'person', reason: 'a typo', account_count: 0 },
    ],
  },
])
