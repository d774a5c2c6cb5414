import { defineTests } from 'memberhouse'

const settings = [
  { source: 'marketplace', time_zone: 'Asia/Shanghai' },
  { source: 'mini', time_zone: 'Asia/Shanghai' },
  { source: 'app', time_zone: 'Asia/Tokyo' },
]
const products = [
  { product_key: 1, code_system: 'catalogue', product_code: 'B1', business_line: 'beauty' },
  { product_key: 2, code_system: 'catalogue', product_code: 'F1', business_line: 'food' },
]
const line = {
  order_system: 'mall',
  order_id: '100',
  line_no: 1,
  source: 'mini',
  source_account_id: 'o1',
  store_code: 'MINI01',
  product_code: 'B1',
}
const delivery = {
  delivery_id: 'D1',
  order_system: 'mall',
  order_id: '100',
  carrier: 'SF',
  shipped_at: '2026-03-01T18:00+08',
  promised_on: '2026-03-03',
  delivered_at: '2026-03-03T23:59+08' as string | null,
}

export default defineTests('dwd.fct_delivery', [
  {
    name: 'a parcel is late after midnight in the time zone of the order; one in transit is not yet late',
    given: {
      'dwd.source_setting': settings,
      'dwd.dim_product': products,
      'dwd.web_order_line': [line, { ...line, order_id: '101', source: 'app' }],
      'ods.delivery': [
        delivery,
        { ...delivery, delivery_id: 'D2', delivered_at: '2026-03-04T00:00+08' },
        { ...delivery, delivery_id: 'D3', delivered_at: '2026-03-01T20:00+08' },
        { ...delivery, delivery_id: 'D4', delivered_at: null },
        { ...delivery, delivery_id: 'D5', order_id: '101' },
        { ...delivery, delivery_id: 'D6', promised_on: null },
      ],
    },
    expect: [
      { delivery_id: 'D1', delivered_on: '2026-03-03', late_days: 0, is_late: false },
      { delivery_id: 'D2', delivered_on: '2026-03-04', late_days: 1, is_late: true },
      { delivery_id: 'D3', delivered_on: '2026-03-01', late_days: -2, is_late: false },
      { delivery_id: 'D4', delivered_on: null, late_days: null, is_late: null },
      { delivery_id: 'D5', delivered_on: '2026-03-04', late_days: 1, is_late: true },
      { delivery_id: 'D6', delivered_on: '2026-03-03', late_days: null, is_late: null },
    ],
  },
  {
    name: 'a parcel has the account, the store and the business line of its order, whose number can be of both systems',
    given: {
      'dwd.source_setting': settings,
      'dwd.dim_product': products,
      'dwd.web_order_line': [
        line,
        { ...line, line_no: 2, product_code: 'F1' },
        { ...line, order_system: 'marketplace', source: 'marketplace', source_account_id: 'b1', store_code: 'SHOP01' },
        { ...line, order_system: 'marketplace', source: 'marketplace', source_account_id: 'b1', store_code: 'SHOP01', line_no: 2 },
        { ...line, order_id: '102', product_code: 'X' },
      ],
      'ods.delivery': [
        delivery,
        { ...delivery, delivery_id: 'D2', order_system: 'marketplace' },
        { ...delivery, delivery_id: 'D3', order_id: '102' },
        { ...delivery, delivery_id: 'D4', order_id: '103' },
        { ...delivery, delivery_id: 'D5', order_id: null },
      ],
    },
    expect: [
      { delivery_id: 'D1', source: 'mini', source_account_id: 'o1', store_code: 'MINI01', business_line: '*', shipped_on: '2026-03-01' },
      {
        delivery_id: 'D2',
        source: 'marketplace',
        source_account_id: 'b1',
        store_code: 'SHOP01',
        business_line: 'beauty',
        shipped_on: '2026-03-01',
      },
      { delivery_id: 'D3', source: 'mini', source_account_id: 'o1', store_code: 'MINI01', business_line: null, shipped_on: '2026-03-01' },
      { delivery_id: 'D4', source: null, source_account_id: null, store_code: null, business_line: null, shipped_on: null },
      { delivery_id: 'D5', source: null, source_account_id: null, store_code: null, business_line: null, shipped_on: null },
    ],
  },
])
