import { defineTests } from 'memberhouse'

const references = {
  'dwd.source_setting': [{ source: 'online_retail', time_zone: 'Europe/London', currency: 'GBP' }],
  'dwd.dim_product': [
    { product_key: 1, code_system: 'online_retail', product_code: '85123A', is_merchandise: true },
    { product_key: 2, code_system: 'online_retail', product_code: 'POST', is_merchandise: false },
  ],
}
const line = {
  invoice_no: '536365',
  stock_code: '85123A',
  line_ordinal: 1,
  quantity: 6,
  invoiced_at: '2010-12-01 08:26',
  unit_price: 2.55,
  customer_id: '17850.0',
}

export default defineTests('dwd.online_retail_order_item', [
  {
    name: 'a time that the clock skipped in spring is read as one hour later; one that came twice in autumn as the later of the two',
    given: {
      ...references,
      'ods.online_retail_line': [
        { ...line, invoiced_at: '2011-03-27 01:30' },
        { ...line, invoice_no: '536366', invoiced_at: '2011-10-30 01:30' },
        { ...line, invoice_no: '536367', invoiced_at: '2011-03-27 00:30' },
      ],
    },
    expect: [
      { order_id: '536365', sold_at: '2011-03-27T01:30:00Z', sold_on: '2011-03-27' },
      { order_id: '536366', sold_at: '2011-10-30T01:30:00Z', sold_on: '2011-10-30' },
      { order_id: '536367', sold_at: '2011-03-27T00:30:00Z', sold_on: '2011-03-27' },
    ],
  },
  {
    name: 'a line is a sale, a return or a stock correction, and its amount is either gross or returned',
    given: {
      ...references,
      'ods.online_retail_line': [
        line,
        { ...line, invoice_no: 'C536379', quantity: -2 },
        { ...line, invoice_no: '536589', quantity: -10, unit_price: 0, customer_id: null },
        { ...line, invoice_no: '536590', quantity: -1, unit_price: 3 },
        { ...line, invoice_no: '536591', quantity: 4, unit_price: 0 },
      ],
    },
    expect: [
      {
        order_id: '536365',
        is_return: false,
        is_stock_correction: false,
        quantity: 6,
        gross_amount: 15.3,
        returned_amount: 0,
      },
      { order_id: 'C536379', is_return: true, is_stock_correction: false, quantity: -2, gross_amount: 0, returned_amount: 5.1 },
      { order_id: '536589', is_return: false, is_stock_correction: true, quantity: -10, gross_amount: 0, returned_amount: 0 },
      { order_id: '536590', is_return: true, is_stock_correction: false, quantity: -1, gross_amount: 0, returned_amount: 3 },
      { order_id: '536591', is_return: false, is_stock_correction: false, quantity: 4, gross_amount: 0, returned_amount: 0 },
    ],
  },
  {
    name: 'the business day is the day in London, also when it differs from the day in UTC',
    given: {
      ...references,
      'ods.online_retail_line': [
        { ...line, invoice_no: '1', invoiced_at: '2011-03-31 23:59' },
        { ...line, invoice_no: '2', invoiced_at: '2011-04-01 00:30' },
        { ...line, invoice_no: '3', invoiced_at: '2011-01-01 00:30' },
      ],
    },
    expect: [
      { order_id: '1', sold_on: '2011-03-31', ordered_at: '2011-03-31T22:59:00Z' },
      { order_id: '2', sold_on: '2011-04-01', ordered_at: '2011-03-31T23:30:00Z' },
      { order_id: '3', sold_on: '2011-01-01', ordered_at: '2011-01-01T00:30:00Z' },
    ],
  },
  {
    name: 'identical lines are two items, letter case does not matter in product codes, and an anonymous customer has no account',
    given: {
      ...references,
      'ods.online_retail_line': [
        { ...line, customer_id: null },
        { ...line, customer_id: null, line_ordinal: 2 },
        { ...line, customer_id: null, stock_code: '85123a' },
        { ...line, customer_id: null, stock_code: 'POST' },
      ],
    },
    expect: [
      { product_key: 1, is_merchandise: true, account_key: null, source: 'online_retail', currency: 'GBP', unit_price: 2.55 },
      { product_key: 1, is_merchandise: true, account_key: null, source: 'online_retail', currency: 'GBP', unit_price: 2.55 },
      { product_key: 1, is_merchandise: true, account_key: null, source: 'online_retail', currency: 'GBP', unit_price: 2.55 },
      { product_key: 2, is_merchandise: false, account_key: null, source: 'online_retail', currency: 'GBP', unit_price: 2.55 },
    ],
  },
  {
    name: 'customer numbers lose the `.0` that the export appends, and an empty one is none',
    given: {
      ...references,
      'ods.online_retail_line': [
        { ...line, invoice_no: '1', customer_id: '17850.0', country: 'France' },
        { ...line, invoice_no: '2', customer_id: '17850' },
        { ...line, invoice_no: '3', customer_id: '' },
      ],
    },
    expect: [
      { order_id: '1', source_account_id: '17850', country: 'France' },
      { order_id: '2', source_account_id: '17850', country: null },
      { order_id: '3', source_account_id: null, country: null },
    ],
  },
])
