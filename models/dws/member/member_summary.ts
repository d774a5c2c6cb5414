import { bigint, between, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_summary',
  grain: ['one_id'],
  kind: full(),
  doc:
    'One row for each member who joined before as_of (exclusive), over all days before as_of. A purchase is a business day with an ' +
    'order that was not fully returned before as_of. Amounts are in the reporting currency (dws.account_day).',
  columns: {
    one_id: bigint('The member (dwd.one_id_map).'),
    joined_on: date('Business day on which the first account joined.'),
    account_count: bigint('Accounts of the member that joined before as_of.'),
    first_purchased_on: date('Business day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Business day of the last purchase; null without one.', { nullable: true }),
    days_since_purchase: integer(
      'Days from the last purchase to as_of; 1 for a purchase on the day before as_of. Null without a purchase.',
      {
        nullable: true,
      },
    ),
    lifetime_purchase_count: bigint('Purchases of all time. Two orders on one business day are one purchase.'),
    order_count: bigint('Orders that were not fully returned.'),
    converted_order_count: bigint('The part of order_count whose amounts could be converted, for averages.'),
    gross_amount: numeric('Amount sold, before returns.'),
    returned_amount: numeric('Amount returned, positive.'),
    net_amount: numeric('gross_amount - returned_amount.'),
    currency: text('ISO 4217 code of the reporting currency, the same for all members.'),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    between('days_since_purchase', 1, null),
    expression(
      'a purchase has a first and a last day',
      'case when lifetime_purchase_count = 0 then coalesce(first_purchased_on, last_purchased_on) is null ' +
        'else joined_on <= first_purchased_on and first_purchased_on <= last_purchased_on end',
    ),
    expression('each purchase has an order', 'lifetime_purchase_count <= order_count'),
  ],
})
