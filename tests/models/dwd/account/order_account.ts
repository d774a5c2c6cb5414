import { defineTests } from 'memberhouse'

const invoice = { source: 'online_retail', country: 'EIRE' }

export default defineTests('dwd.order_account', [
  {
    name: 'the first and the last order or return count, and anonymous invoices make no account',
    given: {
      'dwd.online_retail_order_item': [
        { ...invoice, order_id: '1', source_account_id: '17850', ordered_at: '2011-03-01T09:00Z' },
        { ...invoice, order_id: '2', source_account_id: '17850', ordered_at: '2011-03-02T09:00Z' },
        { ...invoice, order_id: '3', source_account_id: null, ordered_at: '2011-03-03T09:00Z' },
      ],
    },
    expect: [
      {
        source: 'online_retail',
        source_account_id: '17850',
        first_ordered_at: '2011-03-01T09:00Z',
        last_ordered_at: '2011-03-02T09:00Z',
        country: 'EIRE',
      },
    ],
  },
  {
    name: 'the newest document names the country; of two of one moment, the one with the higher number',
    given: {
      'dwd.online_retail_order_item': [
        { ...invoice, order_id: '537626', source_account_id: '12347', ordered_at: '2011-03-31T23:10Z', country: 'Iceland' },
        { ...invoice, order_id: 'C536000', source_account_id: '12347', ordered_at: '2011-03-31T22:50Z', country: 'Norway' },
        { ...invoice, order_id: '540000', source_account_id: '12350', ordered_at: '2011-05-05T09:00Z', country: 'Austria' },
        { ...invoice, order_id: '540001', source_account_id: '12350', ordered_at: '2011-05-05T09:00Z', country: 'Cyprus' },
      ],
    },
    expect: [
      { source_account_id: '12347', first_ordered_at: '2011-03-31T22:50Z', country: 'Iceland' },
      { source_account_id: '12350', first_ordered_at: '2011-05-05T09:00Z', country: 'Cyprus' },
    ],
  },
  {
    name: 'an account belongs to the source that it ordered through, and receipts without a card make no account',
    given: {
      'dwd.web_order': [
        { source: 'marketplace', source_account_id: '7', ordered_at: '2026-01-02T09:00Z' },
        { source: 'marketplace', source_account_id: '7', ordered_at: '2026-01-01T09:00Z' },
        { source: 'mini', source_account_id: '7', ordered_at: '2026-01-03T09:00Z' },
        { source: 'app', source_account_id: '7', ordered_at: '2026-01-04T09:00Z' },
      ],
      'dwd.pos_order_item': [
        { source: 'pos', source_account_id: '7', ordered_at: '2026-01-05T09:00Z' },
        { source: 'pos', source_account_id: null, ordered_at: '2026-01-06T09:00Z' },
      ],
    },
    expect: [
      {
        source: 'marketplace',
        source_account_id: '7',
        first_ordered_at: '2026-01-01T09:00Z',
        last_ordered_at: '2026-01-02T09:00Z',
        country: null,
      },
      {
        source: 'mini',
        source_account_id: '7',
        first_ordered_at: '2026-01-03T09:00Z',
        last_ordered_at: '2026-01-03T09:00Z',
        country: null,
      },
      { source: 'app', source_account_id: '7', first_ordered_at: '2026-01-04T09:00Z', last_ordered_at: '2026-01-04T09:00Z', country: null },
      { source: 'pos', source_account_id: '7', first_ordered_at: '2026-01-05T09:00Z', last_ordered_at: '2026-01-05T09:00Z', country: null },
    ],
  },
  {
    name: 'an order that was never paid makes an account, and so does a refund of an order that has not arrived',
    given: {
      'dwd.web_order': [{ source: 'marketplace', source_account_id: '1', ordered_at: '2026-01-01T09:00Z', paid_at: null }],
      'dwd.web_order_item': [
        { source: 'mini', source_account_id: '2', ordered_at: '2026-01-02T09:00Z', is_return: true },
        { source: 'mini', source_account_id: null, ordered_at: '2026-01-03T09:00Z', is_return: true },
      ],
    },
    expect: [
      { source: 'marketplace', source_account_id: '1', first_ordered_at: '2026-01-01T09:00Z', last_ordered_at: '2026-01-01T09:00Z' },
      { source: 'mini', source_account_id: '2', first_ordered_at: '2026-01-02T09:00Z', last_ordered_at: '2026-01-02T09:00Z' },
    ],
  },
])
