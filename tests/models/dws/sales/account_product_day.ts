import { defineTests } from 'memberhouse'

const item = {
  ...{
    order_item_key: 1,
    account_key: 1 as number | null,
    product_key: 7,
    business_line: 'beauty',
    currency: 'CNY',
    sold_on: '2026-03-01',
    source: 'mini',
  },
  ...{ is_return: false, is_stock_correction: false, quantity: 2, gross_amount: 200 },
}
const part = {
  source: 'mini',
  ...{ reduced_item_key: 1, account_key: 1, business_line: 'beauty', currency: 'CNY', sold_on: '2026-03-01', returned_on: '2026-03-05' },
  ...{ is_matched: true, quantity: 1, returned_amount: 90 },
}
const sold = { account_key: 1, product_key: 7, sold_on: '2026-03-01' }
const rates = [{ currency: 'CNY', starts_on: '-infinity', ends_before: 'infinity', rate: 1 }]

export default defineTests('dws.account_product_day', [
  {
    name: 'a sale and its return are two changes of the sale day; an unmatched return takes no units away; a source without returns has none to report',
    given: {
      'dwd.exchange_rate_span': rates,
      'dwd.fct_order_item': [
        item,
        { ...item, order_item_key: 2, quantity: 1, gross_amount: 100 },
        { ...item, order_item_key: 3, sold_on: '2026-03-09', is_return: true, quantity: -1, gross_amount: 0 },
        { ...item, order_item_key: 4, account_key: null },
        { ...item, order_item_key: 5, account_key: 2, source: 'app' },
      ],
      'dwd.return_match': [
        part,
        { ...part, reduced_item_key: 3, sold_on: '2026-03-09', returned_on: '2026-03-09', is_matched: false, returned_amount: 50 },
      ],
    },
    expect: [
      { ...sold, effective_on: '2026-03-01', unit_count: 3, gross_amount: 300, returned_amount: 0, net_amount: 300 },
      { ...sold, effective_on: '2026-03-05', unit_count: -1, gross_amount: 0, returned_amount: 90, net_amount: -90 },
      { ...sold, sold_on: '2026-03-09', effective_on: '2026-03-09', unit_count: 0, gross_amount: 0, returned_amount: 50, net_amount: -50 },
      {
        ...{ ...sold, account_key: 2, effective_on: '2026-03-01', unit_count: 2 },
        ...{ gross_amount: 200, returned_amount: null, net_amount: 200 },
      },
    ],
  },
])
