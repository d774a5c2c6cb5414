import { defineTests } from 'memberhouse'

const marketplace = {
  ...{ order_id: '1', buyer_id: '22', store_code: 'SHOP01', ordered_at: '2026-06-30 23:50', paid_at: null as string | null },
  ...{ status: 'placed', updated_at: '2026-06-30 23:50', currency: 'CNY', is_current: false },
}
const mall = {
  ...{ order_id: '1', channel: 'app', account_id: '7', store_code: 'APP01', ordered_at: '2026-07-01T10:00+08' },
  ...{
    paid_at: '2026-07-01T10:01+08' as string | null,
    status: 'paid',
    updated_at: '2026-07-01T10:01+08',
    currency: 'CNY',
    is_current: false,
  },
}

const subOrder = {
  ...{ source: 'jd', source_account_id: 'jd_7', order_id: '1', line_no: 1, store_code: 'JD01', ordered_at: '2026-06-30T10:00Z' },
  ...{ paid_at: '2026-06-30T10:01Z', coupon_id: 'C7', currency: 'CNY', is_current_order: false },
}

export default defineTests('dwd.web_order', [
  {
    name: 'the newest state gives the status, and the first state with a status its moment; both systems use the same words',
    given: {
      'dwd.source_setting': [{ source: 'marketplace', time_zone: 'Asia/Shanghai' }],
      'registry.ods_shop_order': [
        marketplace,
        { ...marketplace, status: 'paid', paid_at: '2026-07-01 00:05', updated_at: '2026-07-01 00:06' },
        { ...marketplace, status: 'shipped', paid_at: '2026-07-01 00:05', updated_at: '2026-07-02 09:00' },
        { ...marketplace, status: 'completed', paid_at: '2026-07-01 00:05', updated_at: '2026-07-09 09:00' },
        { ...marketplace, status: 'completed', paid_at: '2026-07-01 00:05', updated_at: '2026-07-20 09:00', is_current: true },
        { ...marketplace, order_id: '2', status: 'closed', updated_at: '2026-07-01 23:50', is_current: true },
      ],
      'registry.ods_mall_order': [mall, { ...mall, status: 'finished', updated_at: '2026-07-08T10:00+08', is_current: true }],
    },
    expect: [
      {
        ...{ order_system: 'marketplace', order_id: '1', source: 'marketplace', source_account_id: '22', status: 'completed' },
        ...{ ordered_at: '2026-06-30T15:50Z', paid_at: '2026-06-30T16:05Z', shipped_at: '2026-07-02T01:00Z' },
        ...{ completed_at: '2026-07-09T01:00Z', cancelled_at: null },
      },
      {
        ...{ order_system: 'marketplace', order_id: '2', source: 'marketplace', source_account_id: '22', status: 'cancelled' },
        ...{ ordered_at: '2026-06-30T15:50Z', paid_at: null, shipped_at: null, completed_at: null, cancelled_at: '2026-07-01T15:50Z' },
      },
      {
        ...{ order_system: 'mall', order_id: '1', source: 'app', source_account_id: '7', status: 'completed' },
        ...{ ordered_at: '2026-07-01T02:00Z', paid_at: '2026-07-01T02:01Z', shipped_at: null },
        ...{ completed_at: '2026-07-08T02:00Z', cancelled_at: null },
      },
    ],
  },
  {
    name: 'a presale has its deposit beside the final payment, and an order its guide and whether it is a gift, where the system says so',
    given: {
      'dwd.source_setting': [{ source: 'marketplace', time_zone: 'Asia/Shanghai' }],
      'registry.ods_shop_order': [
        {
          ...{ ...marketplace, status: 'paid', paid_at: '2026-07-08 10:00', is_current: true, is_gift: true },
          ...{ deposit_amount: 20, deposit_paid_at: '2026-06-30 23:51' },
        },
      ],
      'registry.ods_mall_order': [{ ...mall, guide_id: 'G1', is_current: true }],
    },
    expect: [
      {
        ...{ order_system: 'marketplace', ordered_at: '2026-06-30T15:50Z', paid_at: '2026-07-08T02:00Z', is_gift: true, guide_id: null },
        ...{ deposit_amount: 20, deposit_paid_at: '2026-06-30T15:51Z' },
      },
      {
        ...{ order_system: 'mall', ordered_at: '2026-07-01T02:00Z', paid_at: '2026-07-01T02:01Z', is_gift: null, guide_id: 'G1' },
        ...{ deposit_amount: null, deposit_paid_at: null },
      },
    ],
  },
  {
    name: 'the newest sub-order speaks for its order, and earlier states give the moments',
    given: {
      'dwd.sub_order': [
        { ...subOrder, status: 'shipped', updated_at: '2026-07-01T10:00Z' },
        {
          ...{ ...subOrder, status: 'completed', updated_at: '2026-07-08T10:00Z', is_current_order: true },
          ...{ is_gift: true, deposit_amount: 20, deposit_paid_at: '2026-06-30T10:00Z' },
        },
        { ...subOrder, line_no: 2, status: 'completed', updated_at: '2026-07-08T10:00Z' },
      ],
    },
    expect: [
      {
        ...{ order_system: 'jd', order_id: '1', source: 'jd', source_account_id: 'jd_7', status: 'completed', store_code: 'JD01' },
        ...{ shipped_at: '2026-07-01T10:00Z', completed_at: '2026-07-08T10:00Z', cancelled_at: null, coupon_id: 'C7', currency: 'CNY' },
        ...{ is_gift: true, deposit_amount: 20, deposit_paid_at: '2026-06-30T10:00Z' },
      },
    ],
  },
])
