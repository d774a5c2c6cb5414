import { bigint, between, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.order_summary',
  grain: ['order_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What became of each order, from sales and returns before as_of (exclusive). One row a document, returns included: theirs hold ' +
    'what found no sale to reduce. Stock corrections are left out. A document whose lines name two customers fails the grain.',
  columns: {
    order_key: bigint('The document (order_key of dwd.fct_order_item).'),
    account_key: bigint('Account that bought or gave back; null for a customer whom nobody knows.', { nullable: true }),
    ordered_on: date('Business day of its first line.'),
    is_return: boolean('The document gives back only.'),
    is_kept: boolean('An order of which a unit that was paid for was not given back before as_of. These are the orders that count.'),
    line_count: bigint('Lines sold at a price, given back or not.'),
    unit_count: bigint('Units of merchandise sold at a price, given back or not.'),
    gross_amount: numeric('Sold, before returns.'),
    returned_amount: numeric(
      'Given back before as_of of what this order sold, on whatever day; on a return document, what found no sale to reduce.',
    ),
    net_amount: numeric('gross_amount - returned_amount.'),
    merchandise_net_amount: numeric('The part of net_amount that is goods: without postage, fees, discounts and vouchers.'),
    net_by_return_day_amount: numeric('gross_amount minus what this document itself gives back, as books by day of return do.'),
    currency: text('ISO 4217 code of all amounts.'),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    expression('ordered before as_of', 'ordered_on < warehouse.as_of()'),
    expression('a return document sells nothing', 'not is_return or (gross_amount = 0 and not is_kept)'),
    between('line_count', 0, null),
    between('unit_count', 0, null),
  ],
})
