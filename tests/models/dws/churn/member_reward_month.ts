import { defineTests } from 'memberhouse'

const entry = (type: string, occurred_on: string, points: number, account_key = 1) => ({ account_key, type, occurred_on, points })
const month = (
  ...[month_on, next_month_on, points_balance, points_unused_from, unused_benefit_count, benefits_unused_from, one_id = 7]: (
    string | number | null
  )[]
) => ({ one_id, month_on, next_month_on, points_balance, points_unused_from, unused_benefit_count, benefits_unused_from })

export default defineTests('dws.member_reward_month', [
  {
    name: 'the balance of all accounts, unused since the last redemption, and the benefits granted since the last use',
    as_of: '2026-06-15',
    given: {
      'dwd.one_id_map': [1, 2].map((account_key) => ({ account_key, one_id: 7 })),
      'dwd.fct_point': [
        entry('issue', '2026-01-10', 300),
        entry('issue', '2026-01-20', 50, 2),
        entry('redeem', '2026-03-05', -100),
        entry('expire', '2026-04-30', -20),
        entry('issue', '2026-06-15', 999),
      ],
      'dwd.fct_benefit_grant': [
        { account_key: 1, granted_on: '2026-01-15', used_on: '2026-03-01' },
        { account_key: 1, granted_on: '2026-01-16', used_on: null },
        { account_key: 2, granted_on: '2026-03-02', used_on: null },
        { account_key: 2, granted_on: '2026-04-02', used_on: '2026-06-20' },
      ],
    },
    expect: [
      month('2026-01-01', '2026-03-01', 350, '2026-01-10', 2, '2026-01-15'),
      month('2026-03-01', '2026-04-01', 250, '2026-03-05', 1, '2026-03-02'),
      month('2026-04-01', null, 230, '2026-03-05', 2, '2026-03-02'),
    ],
  },
  {
    name: 'points say nothing of benefits, and benefits nothing of points',
    as_of: '2026-06-15',
    given: {
      'dwd.one_id_map': [1, 2].map((account_key) => ({ account_key, one_id: account_key })),
      'dwd.fct_point': [entry('issue', '2026-01-10', 300)],
      'dwd.fct_benefit_grant': [{ account_key: 2, granted_on: '2026-01-15', used_on: '2026-02-01' }],
    },
    expect: [
      month('2026-01-01', null, 300, '2026-01-10', null, null, 1),
      month('2026-01-01', '2026-02-01', null, null, 1, '2026-01-15', 2),
      month('2026-02-01', null, null, null, 0, null, 2),
    ],
  },
])
