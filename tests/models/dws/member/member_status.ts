import { defineTests } from 'memberhouse'

const settings = [
  { source: 'crm', reports_cancellation: true },
  { source: 'app', reports_cancellation: true },
  { source: 'pos', reports_cancellation: false },
  { source: 'mini', reports_cancellation: false },
]
const account = (account_key: number, source: string, registered_on: string | null, cancelled_on: string | null = null) => ({
  ...{ account_key, source, registered_on, registered_at: registered_on, cancelled_on, cancelled_at: cancelled_on },
  first_seen_on: '2026-01-01',
})
const map = (...oneIds: number[]) => oneIds.map((one_id, position) => ({ account_key: position + 1, one_id }))

export default defineTests('dws.member_status', [
  {
    name: 'a person who ordered before registering is first seen and registered on two days; who never registered is a visitor',
    as_of: '2026-07-01',
    given: {
      'dwd.source_setting': settings,
      'dwd.one_id_map': map(1, 1, 2, 3, 4),
      'dwd.account': [
        account(1, 'mini', null),
        { ...account(2, 'crm', '2026-03-01'), first_seen_on: '2026-03-01' },
        account(3, 'mini', null),
        { ...account(4, 'crm', '2026-07-01'), first_seen_on: '2026-06-30' },
        { ...account(5, 'crm', '2026-07-01'), first_seen_on: '2026-07-01' },
      ],
    },
    expect: [
      { one_id: 1, membership: 'member', first_seen_on: '2026-01-01', registered_on: '2026-03-01', account_count: 2 },
      { one_id: 2, membership: 'visitor', first_seen_on: '2026-01-01', registered_on: null, account_count: 1 },
      { one_id: 3, membership: 'visitor', first_seen_on: '2026-06-30', registered_on: null, account_count: 1 },
    ],
  },
  {
    name: 'a member who cancelled the member centre is cancelled, although the store card never reports it; not before as_of',
    as_of: '2026-07-01',
    given: {
      'dwd.source_setting': settings,
      'dwd.one_id_map': map(1, 1, 2, 3, 3, 4, 5),
      'dwd.account': [
        account(1, 'crm', '2026-01-01', '2026-05-01'),
        account(2, 'pos', '2026-01-01'),
        account(3, 'crm', '2026-01-01', '2026-07-01'),
        account(4, 'crm', '2026-01-01', '2026-05-01'),
        account(5, 'crm', '2026-06-01'),
        account(6, 'pos', '2026-01-01'),
        account(7, 'app', null, '2026-05-01'),
      ],
    },
    expect: [
      { one_id: 1, membership: 'member', cancelled_on: '2026-05-01' },
      { one_id: 2, membership: 'member', cancelled_on: null },
      { one_id: 3, membership: 'member', cancelled_on: null },
      { one_id: 4, membership: 'member', cancelled_on: null },
      { one_id: 5, membership: 'visitor', cancelled_on: null },
    ],
  },
  {
    name: 'a registration after the last cancellation makes a member again, from the day after it on; an earlier one does not',
    as_of: '2026-07-01',
    given: {
      'dwd.source_setting': settings,
      'dwd.one_id_map': map(1, 1, 2, 2, 3, 3),
      'dwd.account': [
        account(1, 'crm', '2026-01-01', '2026-05-01'),
        account(2, 'pos', '2026-06-01'),
        account(3, 'crm', '2026-01-01', '2026-05-01'),
        account(4, 'pos', '2026-07-01'),
        { ...account(5, 'crm', '2026-01-01', '2026-05-01'), cancelled_at: '2026-05-01T09:00Z' },
        { ...account(6, 'pos', '2026-05-01'), registered_at: '2026-05-01T08:00Z' },
      ],
    },
    expect: [
      { one_id: 1, cancelled_on: null },
      { one_id: 2, cancelled_on: '2026-05-01' },
      { one_id: 3, cancelled_on: '2026-05-01' },
    ],
  },
  {
    name: 'one excluded account excludes the person, for the reason of the lowest rule',
    as_of: '2026-07-01',
    given: {
      'dwd.source_setting': settings,
      'dwd.one_id_map': map(1, 1),
      'dwd.account': [account(1, 'crm', '2026-01-01'), account(2, 'mini', null)],
      'dwd.excluded_account': [
        { account_key: 1, rule: 4, reason: 'staff' },
        { account_key: 2, rule: 1, reason: 'test' },
      ],
    },
    expect: [{ one_id: 1, membership: 'excluded', exclusion_reason: 'test', registered_on: '2026-01-01', account_count: 2 }],
  },
])
