import { between, bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_month',
  grain: ['one_id', 'business_line', 'month_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What each person bought and did in each finished month: the months that ended before as_of. A month without a sale, return or act has ' +
    'no row. Returns before as_of reduce the month of the sale, so a finished month can still change. Amounts are in the reporting currency.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('First day of the month.'),
    purchase_count: bigint('Purchases: business days with an order that counts.'),
    order_count: bigint('Orders that count.'),
    unit_count: bigint('Kept units of these orders.'),
    gross_amount: numeric('Amount sold, before returns.'),
    net_amount: numeric('Sold minus returned.'),
    discount_amount: numeric('Discounts of promotions, coupons and others.'),
    cost_amount: numeric('Cost of what was sold and kept, or cannot be sold again; null when not observed.', { nullable: true }),
    costed_net_amount: numeric('The part of the net amount whose cost is known: its margin is costed_net_amount - cost_amount.'),
    engaged_day_count: bigint(
      'Days with an act of the person (dws.member_act_month); null except in `*`, since acts name no business line, and in a month in ' +
        'which no acts were observed (dwd.observed_source).',
      {
        nullable: true,
      },
    ),
    act_count: bigint('Acts of the month; null as engaged_day_count.', { nullable: true }),
  },
  audits: [
    expression('a finished month', "month_on = date_trunc('month', month_on) and month_on + interval '1 month' <= warehouse.as_of()"),
    between('purchase_count', 0, null),
    expression('each purchase has an order', 'purchase_count <= order_count'),
  ],
})
