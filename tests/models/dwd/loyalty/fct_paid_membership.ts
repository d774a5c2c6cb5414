import { defineTests } from 'memberhouse'

const settings = [{ source: 'crm', time_zone: 'Asia/Shanghai' }]
const term = {
  member_no: 'M1',
  plan: 'quarter',
  bought_at: '2026-01-01T00:05:00+08:00',
  starts_on: '2026-01-01',
  ends_on: '2026-04-02',
  paid_amount: 59,
  currency: 'CNY',
}

export default defineTests('dwd.fct_paid_membership', [
  {
    name: 'a refund ends a term on its day, and one before the first day leaves no day',
    given: {
      'dwd.source_setting': settings,
      'ods.paid_membership': [
        { ...term, membership_id: 'V1', is_renewal: true },
        { ...term, membership_id: 'V2', refunded_at: '2026-01-05T00:05:00+08:00' },
        { ...term, membership_id: 'V3', starts_on: '2026-01-10', refunded_at: '2026-01-05T00:05:00+08:00' },
        { ...term, membership_id: 'V4', refunded_at: '2026-05-05T00:05:00+08:00' },
        { ...term, membership_id: 'V5', ends_on: null },
      ],
    },
    expect: [
      { membership_id: 'V1', bought_on: '2026-01-01', ends_before: '2026-04-02', refunded_amount: 0, is_renewal: true },
      { membership_id: 'V2', bought_on: '2026-01-01', ends_before: '2026-01-05', refunded_amount: 59, is_renewal: false },
      { membership_id: 'V3', bought_on: '2026-01-01', ends_before: '2026-01-10', refunded_amount: 59, is_renewal: false },
      { membership_id: 'V4', bought_on: '2026-01-01', ends_before: '2026-04-02', refunded_amount: 59, is_renewal: false },
      { membership_id: 'V5', bought_on: '2026-01-01', ends_before: null, refunded_amount: 0, is_renewal: false },
    ],
  },
  {
    name: 'a term without a member is kept',
    given: { 'dwd.source_setting': settings, 'ods.paid_membership': [{ ...term, membership_id: 'V1', member_no: null }] },
    expect: [{ membership_id: 'V1', account_key: null, paid_amount: 59 }],
  },
])
