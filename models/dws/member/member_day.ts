import { between, bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_day',
  grain: ['one_id', 'business_line', 'sold_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What each person bought on each sale day, as of as_of (exclusive): returns before as_of reduce the sale day. The accounts of a person ' +
    'are added up, and all amounts are in the reporting currency. A day is a purchase if its order_count is above 0.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them, where an order with several lines counts once.'),
    sold_on: date('Sale day; of an unmatched return its own day.'),
    order_count: bigint('Orders of the day that count.'),
    converted_order_count: bigint('Those of them that have an exchange rate: averages divide by these.'),
    line_count: bigint('Lines sold at a price.'),
    discounted_line_count: bigint('Those of them with a discount.'),
    unit_count: bigint('Kept units of the orders that count.'),
    gross_amount: numeric('Amount sold, before returns.'),
    returned_amount: numeric(
      'Amount returned of the sales of the day, and unmatched returns of the day; null while none of the sources ever reported a return.',
      { nullable: true },
    ),
    net_amount: numeric('gross_amount - returned_amount.'),
    counted_net_amount: numeric('The net amount of the orders that count.'),
    discount_amount: numeric('Discounts on the sales of the day, of promotions, coupons and others.'),
    cost_amount: numeric('Cost of what was sold and kept, or cannot be sold again; null when not observed.', { nullable: true }),
    costed_net_amount: numeric('The part of the net amount whose cost is known: its margin is costed_net_amount - cost_amount.'),
    purchase_number: bigint('Purchases up to and including the day.'),
    previous_purchased_on: date('Day of the last purchase before the day; null without one.', { nullable: true }),
  },
  audits: [
    between('order_count', 0, null),
    between('unit_count', 0, null),
    expression('net = gross - returned', 'net_amount = gross_amount - coalesce(returned_amount, 0)'),
    expression('a day before as_of', 'sold_on < warehouse.as_of()'),
  ],
})
