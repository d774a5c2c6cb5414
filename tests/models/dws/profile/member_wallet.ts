import { defineTests } from 'memberhouse'

const given = {
  'dws.member_status': [{ one_id: 1 }, { one_id: 2 }],
  'dwd.one_id_map': [{ account_key: 1, one_id: 1 }],
}
const coupon = { account_key: 1, issued_on: '2026-06-01', expires_on: '2026-07-02' }
const grant = { account_key: 1, granted_on: '2026-06-01', expires_on: '2026-08-01' }

export default defineTests('dws.member_wallet', [
  {
    name: 'what can be used on as_of counts',
    as_of: '2026-07-01',
    given: {
      ...given,
      'dwd.fct_point': [
        { account_key: 1, occurred_on: '2026-06-01', points: 100 },
        { account_key: 1, occurred_on: '2026-06-30', points: -30 },
        { account_key: 1, occurred_on: '2026-07-01', points: 5 },
      ],
      'dwd.fct_coupon': [
        coupon,
        { ...coupon, redeemed_on: '2026-07-01', expires_on: '2026-07-10' },
        { ...coupon, redeemed_on: '2026-06-30' },
        { ...coupon, expires_on: '2026-07-01' },
        { ...coupon, issued_on: '2026-07-01' },
      ],
      'dwd.fct_benefit_grant': [grant, { ...grant, used_on: '2026-06-02' }, { ...grant, expires_on: null }],
    },
    expect: [
      { one_id: 1, point_balance: 70, coupon_count: 2, coupon_ends_on: '2026-07-02', benefit_count: 2, benefit_ends_on: '2026-08-01' },
      { one_id: 2, point_balance: null, coupon_count: 0, coupon_ends_on: null, benefit_count: 0, benefit_ends_on: null },
    ],
  },
  {
    name: 'a kind that was never reported of a known account is unknown',
    as_of: '2026-07-01',
    given: { ...given, 'dwd.fct_benefit_grant': [{ ...grant, account_key: 9 }] },
    expect: [1, 2].map((one_id) => ({ one_id, point_balance: null, coupon_count: null, benefit_count: null })),
  },
])
