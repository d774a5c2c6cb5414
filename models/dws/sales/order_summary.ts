import { bigint, between, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.order_summary',
  grain: ['order_key', 'business_line', 'currency', 'effective_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What happened to each order: a row on its sale day, and one on each day that goods or money came back. All counts and amounts are ' +
    'changes that add up: the sum of the rows with `effective_on < as_of` is the order as of that date, by `sold_on` the sales of a day, by ' +
    '`effective_on` the same money on the day of return. An order counts while its merchandise net is above zero. Each order has rows for ' +
    'its business lines and for `*`, all of them, where it counts once: read one of the two. An unmatched return is a document of its ' +
    'own. Stock corrections are excluded. A document whose lines name two customers, stores or days counts for the first of them.',
  columns: {
    order_key: bigint('The document (order_key of dwd.fct_order_item).'),
    business_line: text('Business line of the lines (dwd.business_line); `*` for all lines.'),
    currency: text('ISO 4217 code of all amounts.'),
    effective_on: date('Business day of the change: sold_on, or the day of the return.'),
    account_key: bigint('Account that bought; of an unmatched return, that returned. Null for an anonymous customer.', { nullable: true }),
    source: text('Source of the account: the sales channel.'),
    store_code: text('Store or web store; null when the source names none.', { nullable: true }),
    coupon_id: text('Coupon of the order; null without one.', { nullable: true }),
    promotion_id: text('Promotion of its lines (dwd.dim_promotion); null without one or with several.', { nullable: true }),
    guide_id: text('Sales guide of the order (dwd.dim_guide); null without one.', { nullable: true }),
    sold_on: date('Sale day: the business day of payment.'),
    order_count: integer('1 when the order begins to count, -1 on the day it stops.'),
    returned_order_count: integer('1 on the first day that goods or money of the order came back; null like returned_amount.', {
      nullable: true,
    }),
    line_count: bigint('Lines sold at a price, on the sale day.'),
    discounted_line_count: bigint('Those of them with a discount, on the sale day.'),
    unit_count: bigint('Units of merchandise sold at a price and kept, while the order counts.'),
    gross_amount: numeric('Amount sold.'),
    returned_amount: numeric('Amount returned, positive; null while no return of the source was ever reported.', { nullable: true }),
    unmatched_returned_amount: numeric('The part of returned_amount that no sale was found for; null like returned_amount.', {
      nullable: true,
    }),
    net_amount: numeric('gross_amount - returned_amount.'),
    merchandise_net_amount: numeric('The part of net_amount that is goods: without postage, fees, discounts and vouchers.'),
    counted_net_amount: numeric('The net amount of the order while it counts: what averages per order divide.'),
    promotion_discount_amount: numeric('Discount of promotions, on the sale day.'),
    coupon_discount_amount: numeric('Discount of the coupon, on the sale day.'),
    other_discount_amount: numeric('Reductions that name no promotion, on the sale day.'),
    cost_amount: numeric('Cost of the units sold, less that of returned units that can be sold again. Null when the source reports none.', {
      nullable: true,
    }),
    costed_net_amount: numeric('The part of the net amount whose cost is known: its margin is costed_net_amount - cost_amount.'),
    exchange_rate: numeric(
      'Price of one unit of currency in the reporting currency on sold_on (dwd.exchange_rate_span); null without one.',
      {
        nullable: true,
      },
    ),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - coalesce(returned_amount, 0)'),
    expression('nothing happens before the sale', 'sold_on <= effective_on'),
    between('order_count', -1, 1),
    between('returned_order_count', 0, 1),
  ],
})
