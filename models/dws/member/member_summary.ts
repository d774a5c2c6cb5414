import { bigint, between, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_summary',
  grain: ['one_id'],
  kind: full(),
  doc:
    'Each member who joined before as_of (exclusive), over all time before it. A purchase is a business day with an order that was not ' +
    'given back whole before as_of. A member with accounts in two currencies fails the grain: amounts of two currencies do not add.',
  columns: {
    one_id: bigint('The member (dwd.one_id_map).'),
    joined_on: date('Business day on which the first of the accounts joined.'),
    account_count: bigint('Accounts of the member that joined before as_of.'),
    first_purchased_on: date('Business day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Business day of the last purchase; null without one.', { nullable: true }),
    days_since_purchase: integer('Days from the last purchase to as_of; 1 is the last day that counts. Null without one.', {
      nullable: true,
    }),
    purchase_day_count: bigint('Purchases: business days, so two orders of one day are one.'),
    order_count: bigint('Orders not given back whole.'),
    gross_amount: numeric('Sold to the member, before returns.'),
    returned_amount: numeric('Given back by the member, as a positive amount.'),
    net_amount: numeric('gross_amount - returned_amount.'),
    currency: text('ISO 4217 code of all amounts.'),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    between('days_since_purchase', 1, null),
    expression(
      'a purchase has a first and a last day',
      'case when purchase_day_count = 0 then coalesce(first_purchased_on, last_purchased_on) is null ' +
        'else joined_on <= first_purchased_on and first_purchased_on <= last_purchased_on end',
    ),
    expression('a purchase day has an order', 'purchase_day_count <= order_count'),
  ],
})
