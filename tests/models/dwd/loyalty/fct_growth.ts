import { defineTests } from 'memberhouse'

const settings = [{ source: 'crm', time_zone: 'Asia/Shanghai' }]
const entry = { member_no: 'M1', route: 'purchase', occurred_at: '2026-06-01T10:00:00+08:00', expires_on: '2027-06-01' }

export default defineTests('dwd.fct_growth', [
  {
    name: 'an entry is booked on its business day, and what a return takes away expires with its purchase',
    given: {
      'dwd.source_setting': settings,
      'ods.growth_entry': [
        { ...entry, entry_id: 'W1', growth_value: 300, order_id: 'A', occurred_at: '2026-05-31T15:59:59Z', expires_on: '2027-05-31' },
        { ...entry, entry_id: 'W2', growth_value: 2, route: 'check_in', occurred_at: '2026-05-31T16:00:00Z' },
        { ...entry, entry_id: 'W3', growth_value: -300, route: 'return', order_id: 'A', expires_on: '2027-05-31' },
      ],
    },
    expect: [
      { entry_id: 'W1', occurred_on: '2026-05-31', growth_value: 300, expires_on: '2027-05-31', order_id: 'A' },
      { entry_id: 'W2', occurred_on: '2026-06-01', growth_value: 2, expires_on: '2027-06-01', order_id: null },
      { entry_id: 'W3', occurred_on: '2026-06-01', growth_value: -300, expires_on: '2027-05-31', order_id: 'A' },
    ],
  },
  {
    name: 'an entry without member, value, moment or end is kept',
    given: {
      'dwd.source_setting': settings,
      'ods.growth_entry': [
        { ...entry, entry_id: 'W1', growth_value: 10, member_no: null },
        { ...entry, entry_id: 'W2', growth_value: null, expires_on: null },
        { ...entry, entry_id: 'W3', growth_value: 5, occurred_at: null },
      ],
    },
    expect: [
      { entry_id: 'W1', account_key: null, occurred_on: '2026-06-01', growth_value: 10, expires_on: '2027-06-01' },
      { entry_id: 'W2', account_key: '8964301209067873431', occurred_on: '2026-06-01', growth_value: 0, expires_on: null },
      { entry_id: 'W3', account_key: '8964301209067873431', occurred_on: null, growth_value: 5, expires_on: '2027-06-01' },
    ],
  },
])
