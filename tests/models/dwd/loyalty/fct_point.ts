import { defineTests } from 'memberhouse'

const settings = [{ source: 'crm', time_zone: 'Asia/Shanghai' }]
const entry = { member_no: 'M1', type: 'issue', occurred_at: '2026-06-01T10:00:00+08:00' }
const goods = { business_line: 'beauty', is_merchandise: true }
const use = { ...entry, type: 'redeem' }

export default defineTests('dwd.fct_point', [
  {
    name: 'at the same moment points are added before they are used, whatever their numbers',
    given: {
      'dwd.source_setting': settings,
      'ods.point_entry': [
        { ...use, entry_id: 'P1', points: -100 },
        { ...entry, entry_id: 'P2', points: 100 },
        { ...entry, entry_id: 'P3', points: 20, occurred_at: '2026-05-31T23:59:59+08:00' },
      ],
    },
    expect: [
      { entry_id: 'P1', occurred_on: '2026-06-01', balance_after: 20, is_overdrawn: false },
      { entry_id: 'P2', occurred_on: '2026-06-01', balance_after: 120, is_overdrawn: false },
      { entry_id: 'P3', occurred_on: '2026-05-31', balance_after: 20, is_overdrawn: false },
    ],
  },
  {
    name: 'a balance below zero is flagged until points are added, and balances are of one account',
    given: {
      'dwd.source_setting': settings,
      'ods.point_entry': [
        { ...entry, entry_id: 'P1', points: 50 },
        { ...use, entry_id: 'P2', points: -80, occurred_at: '2026-06-02T10:00:00+08:00' },
        { ...entry, entry_id: 'P3', points: 30, occurred_at: '2026-06-03T10:00:00+08:00' },
        { ...entry, entry_id: 'P4', points: 500, member_no: 'M2' },
      ],
    },
    expect: [
      { entry_id: 'P1', balance_after: 50, is_overdrawn: false },
      { entry_id: 'P2', balance_after: -30, is_overdrawn: true },
      { entry_id: 'P3', balance_after: 0, is_overdrawn: false },
      { entry_id: 'P4', balance_after: 500, is_overdrawn: false },
    ],
  },
  {
    name: 'an entry has the order that it names, unless it is unknown or two systems have its number',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_order_item': [
        { ...goods, order_id: 'A', order_key: 10 },
        { ...goods, order_id: 'A', order_key: 10, business_line: 'other', is_merchandise: false },
        { ...goods, order_id: 'B', order_key: 20 },
        { ...goods, order_id: 'B', order_key: 20, business_line: 'food' },
        { ...goods, order_id: 'C', order_key: 30 },
        { ...goods, order_id: 'C', order_key: 31 },
        { ...goods, order_id: 'D', order_key: 40, is_merchandise: false },
      ],
      'ods.point_entry': ['A', 'B', 'C', 'D', 'E'].map((order_id) => ({ ...entry, entry_id: order_id, points: 1, order_id })),
    },
    expect: [
      { entry_id: 'A', order_id: 'A', order_key: 10, business_line: 'beauty' },
      { entry_id: 'B', order_id: 'B', order_key: 20, business_line: '*' },
      { entry_id: 'C', order_id: 'C', order_key: null, business_line: null },
      { entry_id: 'D', order_id: 'D', order_key: 40, business_line: null },
      { entry_id: 'E', order_id: 'E', order_key: null, business_line: null },
    ],
  },
  {
    name: 'an entry without member, points or moment is kept and adds nothing',
    given: {
      'dwd.source_setting': settings,
      'ods.point_entry': [
        { ...entry, entry_id: 'P1', points: 10, member_no: null },
        { ...entry, entry_id: 'P2', points: null },
        { ...entry, entry_id: 'P3', points: 5, occurred_at: null },
      ],
    },
    expect: [
      { entry_id: 'P1', account_key: null, occurred_on: '2026-06-01', points: 10, balance_after: null, is_overdrawn: false },
      {
        entry_id: 'P2',
        account_key: '8964301209067873431',
        occurred_on: '2026-06-01',
        points: 0,
        balance_after: 0,
        is_overdrawn: false,
      },
      { entry_id: 'P3', account_key: '8964301209067873431', occurred_on: null, points: 5, balance_after: 5, is_overdrawn: false },
    ],
  },
])
