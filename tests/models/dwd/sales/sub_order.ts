import { defineTests } from 'memberhouse'

const line = {
  ...{ order_id: '1', line_no: 1, store_code: 'DY01', ordered_at: '2026-06-30T23:50+08', currency: 'CNY', product_code: 'B001' },
  ...{ paid_amount: 100, updated_at: '2026-07-01T10:00+08', is_current: true, batch_id: 1, source_line: 2 },
}

export default defineTests('dwd.sub_order', [
  {
    name: 'each platform has its words for a status; an unknown word stays',
    given: {
      'registry.ods_douyin_order_line': ['待支付', '备货中', '已发货', '已完成', '已关闭', '售后中'].map((status, n) => ({
        ...{ ...line, order_id: `d${n}`, open_id: '_0001', status, source_line: n },
      })),
      'registry.ods_jd_order_line': ['等待付款', '等待出库', '等待确认收货', '完成', '锁定取消'].map((status, n) => ({
        ...{ ...line, order_id: `j${n}`, pin: 'jd_1', status, batch_id: 2, source_line: n },
      })),
    },
    expect: [
      ...['placed', 'paid', 'shipped', 'completed', 'cancelled', '售后中'].map((status, n) => ({
        ...{ source: 'douyin', source_account_id: '_0001', order_id: `d${n}`, status, is_current_order: true },
      })),
      ...['placed', 'paid', 'shipped', 'completed', 'cancelled'].map((status, n) => ({
        ...{ source: 'jd', source_account_id: 'jd_1', order_id: `j${n}`, status, is_current_order: true },
      })),
    ],
  },
  {
    name: 'one current sub-order has the columns of the order: that which changed last, else the first; earlier states never do',
    given: {
      'registry.ods_jd_order_line': [
        { ...line, pin: 'jd_1', updated_at: '2026-07-09T10:00+08', is_current: false },
        { ...line, pin: 'jd_1', source_line: 3, deposit_amount: 20, deposit_paid_at: '2026-06-30T23:51+08', is_gift: true },
        { ...line, pin: 'jd_1', line_no: 2, source_line: 4 },
        { ...line, pin: 'jd_1', order_id: '2', source_line: 5 },
        { ...line, pin: 'jd_1', order_id: '2', line_no: 2, source_line: 6, updated_at: '2026-07-02T10:00+08' },
        { ...line, pin: 'jd_1', order_id: '2', line_no: 3, source_line: 7, updated_at: null },
      ],
    },
    expect: [
      { order_id: '1', line_no: 1, source_line: 2, is_current_order: false, deposit_amount: null, deposit_paid_at: null, is_gift: null },
      {
        ...{ order_id: '1', line_no: 1, source_line: 3, is_current_order: true },
        ...{ deposit_amount: 20, deposit_paid_at: '2026-06-30T15:51Z', is_gift: true },
      },
      { order_id: '1', line_no: 2, source_line: 4, is_current_order: false },
      { order_id: '2', line_no: 1, source_line: 5, is_current_order: false },
      { order_id: '2', line_no: 2, source_line: 6, is_current_order: true },
      { order_id: '2', line_no: 3, source_line: 7, is_current_order: false },
    ],
  },
])
