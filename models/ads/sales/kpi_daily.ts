import { bigint, between, date, defineModel, expression, full, moved, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.kpi_daily',
  grain: ['business_on', 'currency'],
  kind: full({ store: 'changes' }),
  doc:
    'The shop by business day before as_of (exclusive) and currency: members and customers whom nobody knows. Days without sales and returns ' +
    'have no row. A return reduces the day of its sale, so past days go on changing; net_by_return_day_amount does not.',
  columns: {
    business_on: date('Business day, in the time zone of the source.'),
    currency: text('ISO 4217 code of all amounts.'),
    order_count: bigint('Orders of the day that were not given back whole before as_of.'),
    return_document_count: bigint('Return documents of the day, whatever they give back.'),
    line_count: bigint('Order lines of the day sold at a price, given back or not.'),
    unit_count: bigint('Units of merchandise of the day sold at a price, given back or not.'),
    gross_amount: numeric('Sold on the day, before returns; postage and other non-merchandise included.'),
    returned_amount: numeric(
      'Given back before as_of of what was sold on this day, plus returns of this day that found no sale to reduce.',
    ),
    net_amount: numeric('gross_amount - returned_amount: returns count on the day of the sale.'),
    net_by_return_day_amount: numeric('gross_amount minus what was given back on this day, whenever it was sold: for finance.'),
    merchandise_net_amount: numeric('The part of net_amount that is goods: without postage, fees, discounts and vouchers.'),
    member_net_amount: numeric('The part of net_amount that is of members.'),
    buyer_count: bigint('Members for whom the day is a purchase: with an order that was not given back whole.'),
    new_buyer_count: bigint('Of these, members whose first purchase this is.'),
    average_order_amount: numeric('笔单价: net_amount / order_count, rounded to 2 decimals. Null without an order.', { nullable: true }),
    average_buyer_amount: numeric('客单价: member_net_amount / buyer_count, not rounded. Null without a buyer.', { nullable: true }),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    expression('a day before as_of', 'business_on < warehouse.as_of()'),
    expression('new buyers are buyers, buyers have orders', 'new_buyer_count <= buyer_count and buyer_count <= order_count'),
    between('line_count', 0, null),
    // A night adds a day; half of all that was ever sold, more or less, is a file that came twice or not at all.
    moved({ by: 0.5 }),
    moved({ by: 0.5, measure: 'sum(net_amount)', per: 'currency' }),
  ],
})
