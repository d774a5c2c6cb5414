import { bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_year_span',
  grain: ['one_id', 'business_line', 'from_month'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What each person bought in the twelve full months before a month start: one row for each time that it changes, for the last 24 month ' +
    'starts and the five before them, which a quarter looks back to (dws.tier_bound). A person who bought nothing in such a year has a row with zeroes, or none.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them.'),
    from_month: date('First month start for which the figures hold.'),
    until_month: date('First month start for which they no longer hold (exclusive); null if they hold forever.', { nullable: true }),
    purchase_count: bigint('Purchases: business days with an order that counts.'),
    order_count: bigint('Orders that count.'),
    unit_count: bigint('Kept units of these orders.'),
    gross_amount: numeric('Amount sold, before returns, in the reporting currency.'),
    net_amount: numeric('Sold minus returned, in the reporting currency.'),
    discount_amount: numeric('Discounts of promotions, coupons and others.'),
  },
  audits: [expression('a span of whole months', "from_month = date_trunc('month', from_month) and from_month < until_month is not false")],
})
