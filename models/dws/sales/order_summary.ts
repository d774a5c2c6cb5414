import { bigint, between, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.order_summary',
  grain: ['order_key', 'currency'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'One row for each order or return document and currency, with the sales and returns before as_of (exclusive). Matched returns reduce ' +
    'the order that sold the goods, in the currency of the return; unmatched returns reduce their own document. Stock corrections are ' +
    'excluded. An order with sales in two currencies counts once in each. A document whose lines name two customers fails the grain.',
  columns: {
    order_key: bigint('The document (order_key of dwd.fct_order_item).'),
    account_key: bigint('Account that bought or returned; null for an anonymous customer.', { nullable: true }),
    ordered_on: date('Business day of its first line.'),
    is_return: boolean('The document has returns only.'),
    is_kept: boolean('An order with a paid unit that was not returned before as_of. These are the orders that count.'),
    line_count: bigint('Lines sold at a price, whether or not returned.'),
    unit_count: bigint('Units of merchandise sold at a price, whether or not returned.'),
    gross_amount: numeric('Amount sold, before returns.'),
    returned_amount: numeric('Amount returned before as_of from this order, on any day; on a return document, the unmatched part.'),
    net_amount: numeric('gross_amount - returned_amount.'),
    merchandise_net_amount: numeric('The part of net_amount that is goods: without postage, fees, discounts and vouchers.'),
    net_by_return_day_amount: numeric('gross_amount minus the amount that this document itself returns.'),
    currency: text('ISO 4217 code of all amounts, as sold or returned (dwd.fct_order_item).'),
    exchange_rate: numeric(
      'Factor into the reporting currency: the newest rate on or before ordered_on (dwd.exchange_rate_span). Null without a rate.',
      { nullable: true },
    ),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    expression('ordered before as_of', 'ordered_on < warehouse.as_of()'),
    expression('a return document sells nothing', 'not is_return or (gross_amount = 0 and not is_kept)'),
    between('line_count', 0, null),
    between('unit_count', 0, null),
  ],
})
