import { bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.account_day',
  grain: ['account_key', 'business_line', 'currency', 'sold_on', 'effective_on'],
  kind: full({ store: 'changes' }),
  doc:
    'What each account bought on each sale day, and what came back of it, on the day it happened. Not filtered by `as_of`: the sum of ' +
    'the rows with `effective_on < as_of` is the day as of that date. Counts and amounts are changes that add up within a business line; ' +
    '`*` is all lines, where an order with several lines counts once. Anonymous sales are not included.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    business_line: text('Business line; `*` for all of them.'),
    currency: text('ISO 4217 code of all amounts.'),
    sold_on: date('Sale day, in the time zone of the source; of an unmatched return its own day.'),
    effective_on: date('Business day of the change: the sale day, or the day of the return.'),
    order_count: bigint('Change in orders that count: +1 on the sale, -1 on the day an order stops counting.'),
    line_count: bigint('Lines sold at a price, on the sale day.'),
    discounted_line_count: bigint('Those of them with a discount, on the sale day.'),
    unit_count: bigint('Change in the kept units of orders that count.'),
    gross_amount: numeric('Amount sold.'),
    returned_amount: numeric('Amount returned, positive; null while no return of the source was ever reported.', { nullable: true }),
    unmatched_returned_amount: numeric('The part of returned_amount that no sale was found for; null like returned_amount.', {
      nullable: true,
    }),
    net_amount: numeric('gross_amount - returned_amount.'),
    counted_net_amount: numeric('Change in the net amount of orders that count.'),
    discount_amount: numeric('Discounts of promotions, coupons and others on the sale.'),
    cost_amount: numeric('Cost of the units sold, less that of returned units that can be sold again. Null when not observed.', {
      nullable: true,
    }),
    costed_net_amount: numeric('The part of the net amount whose cost is known: its margin is costed_net_amount - cost_amount.'),
    exchange_rate: numeric('Price of one unit of currency in the reporting currency on sold_on; null without one.', { nullable: true }),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - coalesce(returned_amount, 0)'),
    expression('nothing happens before the sale', 'sold_on <= effective_on'),
  ],
})
