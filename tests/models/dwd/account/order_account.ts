import { defineTests } from 'memberhouse'

const settings = [{ source: 'online_retail', time_zone: 'Europe/London', currency: 'GBP' }]
const line = { stock_code: '22423', line_ordinal: 1, country: 'EIRE' }

export default defineTests('dwd.order_account', [
  {
    name: 'customer numbers lose the .0 that their export appends, and lines of nobody make no account',
    given: {
      'dwd.source_setting': settings,
      'ods.online_retail_line': [
        { ...line, invoice_no: '1', customer_id: '17850.0', invoiced_at: '2011-03-01 09:00' },
        { ...line, invoice_no: '2', customer_id: '17850', invoiced_at: '2011-03-02 09:00' },
        { ...line, invoice_no: '3', customer_id: null, invoiced_at: '2011-03-03 09:00' },
        { ...line, invoice_no: '4', customer_id: '', invoiced_at: '2011-03-03 09:00' },
      ],
    },
    expect: [{ source: 'online_retail', source_account_id: '17850', first_ordered_at: '2011-03-01T09:00Z', country: 'EIRE' }],
  },
  {
    name: 'the first order or return counts, in summer time too, and the newest document names the country',
    given: {
      'dwd.source_setting': settings,
      'ods.online_retail_line': [
        { ...line, invoice_no: '537626', customer_id: '12347.0', invoiced_at: '2011-04-01 00:10', country: 'Iceland' },
        { ...line, invoice_no: 'C536000', customer_id: '12347.0', invoiced_at: '2011-03-31 23:50', country: 'Norway' },
        { ...line, invoice_no: '540000', customer_id: '12350.0', invoiced_at: '2011-05-05 10:00', country: 'Austria' },
        { ...line, invoice_no: '540001', customer_id: '12350.0', invoiced_at: '2011-05-05 10:00', country: 'Cyprus' },
      ],
    },
    expect: [
      { source_account_id: '12347', first_ordered_at: '2011-03-31T22:50Z', country: 'Iceland' },
      { source_account_id: '12350', first_ordered_at: '2011-05-05T09:00Z', country: 'Cyprus' },
    ],
  },
  {
    name: 'an account is of the channel that it bought in, and receipts without a card are of none',
    given: {
      'dwd.shop_order_item': [
        { channel: 'shop', source_account_id: '7', ordered_at: '2026-01-02T09:00Z' },
        { channel: 'shop', source_account_id: '7', ordered_at: '2026-01-01T09:00Z' },
      ],
      'dwd.mall_order_item': [
        { channel: 'mini', source_account_id: '7', ordered_at: '2026-01-03T09:00Z' },
        { channel: 'app', source_account_id: '7', ordered_at: '2026-01-04T09:00Z' },
      ],
      'dwd.pos_order_item': [
        { channel: 'pos', source_account_id: '7', ordered_at: '2026-01-05T09:00Z' },
        { channel: 'pos', source_account_id: null, ordered_at: '2026-01-06T09:00Z' },
      ],
    },
    expect: [
      { source: 'shop', source_account_id: '7', first_ordered_at: '2026-01-01T09:00Z', country: null },
      { source: 'mini', source_account_id: '7', first_ordered_at: '2026-01-03T09:00Z', country: null },
      { source: 'app', source_account_id: '7', first_ordered_at: '2026-01-04T09:00Z', country: null },
      { source: 'pos', source_account_id: '7', first_ordered_at: '2026-01-05T09:00Z', country: null },
    ],
  },
])
