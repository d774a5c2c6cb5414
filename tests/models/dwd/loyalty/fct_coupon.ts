import { defineTests } from 'memberhouse'

const settings = [{ source: 'mini', time_zone: 'Asia/Shanghai' }]
const coupon = {
  source: 'mini',
  source_account_id: 'o1',
  issued_at: '2026-06-01T00:00:00+08:00',
  expires_at: '2026-07-01T00:00:00+08:00',
}
const use = { order_system: 'mall', order_id: 'M1', order_key: 1, is_named_by_coupon: true, redeemed_at: '2026-06-05T00:10:00+08:00' }

export default defineTests('dwd.fct_coupon', [
  {
    name: 'days are those of the business, and a coupon that ends at midnight is not valid on that day',
    given: {
      'dwd.source_setting': settings,
      'ods.coupon': [{ ...coupon, coupon_id: 'Q1', claimed_at: '2026-06-04T23:50:00+08:00', redeemed_at: '2026-06-05T00:10:00+08:00' }],
      'dwd.coupon_use': [{ ...use, coupon_id: 'Q1' }],
    },
    expect: [
      {
        coupon_id: 'Q1',
        issued_on: '2026-06-01',
        claimed_on: '2026-06-04',
        redeemed_on: '2026-06-05',
        expires_on: '2026-07-01',
        order_key: 1,
        order_count: 1,
        is_redeemed_repeatedly: false,
        is_redeemed_late: false,
      },
    ],
  },
  {
    name: 'a coupon on two orders is flagged, and has the order that it names',
    given: {
      'dwd.source_setting': settings,
      'ods.coupon': [{ ...coupon, coupon_id: 'Q1', redeemed_at: '2026-06-05T00:10:00+08:00' }],
      'dwd.coupon_use': [
        { ...use, coupon_id: 'Q1' },
        { ...use, coupon_id: 'Q1', order_key: 2, order_id: 'M2', is_named_by_coupon: false, redeemed_at: '2026-06-02T10:00:00+08:00' },
      ],
    },
    expect: [{ coupon_id: 'Q1', order_key: 1, redeemed_on: '2026-06-05', order_count: 2, is_redeemed_repeatedly: true }],
  },
  {
    name: 'a coupon whose use has not arrived is redeemed on the first order that names it',
    given: {
      'dwd.source_setting': settings,
      'ods.coupon': [{ ...coupon, coupon_id: 'Q1' }],
      'dwd.coupon_use': [
        { ...use, coupon_id: 'Q1', order_key: 3, is_named_by_coupon: false },
        { ...use, coupon_id: 'Q1', order_key: 2, is_named_by_coupon: false, redeemed_at: '2026-06-02T10:00:00+08:00' },
      ],
    },
    expect: [{ coupon_id: 'Q1', order_key: 2, redeemed_on: '2026-06-02', is_redeemed_repeatedly: true }],
  },
  {
    name: 'at the moment at which it expires a coupon is no longer valid',
    given: {
      'dwd.source_setting': settings,
      'ods.coupon': [
        { ...coupon, coupon_id: 'Q1', redeemed_at: '2026-07-01T00:00:00+08:00' },
        { ...coupon, coupon_id: 'Q2', redeemed_at: '2026-06-30T23:59:59+08:00' },
        { ...coupon, coupon_id: 'Q3', redeemed_at: '2026-06-30T23:59:59+08:00', expires_at: null },
      ],
    },
    expect: [
      { coupon_id: 'Q1', is_redeemed_late: true, order_key: null, order_count: 0 },
      { coupon_id: 'Q2', is_redeemed_late: false, order_key: null, order_count: 0 },
      { coupon_id: 'Q3', is_redeemed_late: false, order_key: null, order_count: 0 },
    ],
  },
  {
    name: 'a coupon without an account or of an unknown source is kept',
    given: {
      'dwd.source_setting': settings,
      'ods.coupon': [
        { ...coupon, coupon_id: 'Q1', source_account_id: null },
        { ...coupon, coupon_id: 'Q2', source: 'fax' },
      ],
    },
    expect: [
      { coupon_id: 'Q1', source: 'mini', source_account_id: null, account_key: null, issued_on: '2026-06-01' },
      { coupon_id: 'Q2', source: 'fax', source_account_id: 'o1', account_key: '-624539707025818186', issued_on: null },
    ],
  },
])
