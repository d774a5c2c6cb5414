import { bigint, between, date, defineModel, expression, full, moved, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.kpi_daily',
  grain: ['business_on'],
  kind: full({ store: 'changes' }),
  doc:
    'Sales of the retailer by business day before as_of (exclusive), to members and to anonymous customers. Amounts are converted to ' +
    'the reporting currency at the rate of the day of sale, not rounded. Sales without a rate count as orders, but not in amounts and ' +
    'averages (ads.unconverted_sale). Days without sales or returns have no row. A return reduces the day of its sale, so past days change; net_by_return_day_amount does not.',
  columns: {
    business_on: date('Business day, in the time zone of the source.'),
    currency: text('ISO 4217 code of all amounts: the reporting currency.'),
    order_count: bigint('Orders of the day that were not fully returned before as_of.'),
    return_document_count: bigint('Return documents of the day.'),
    line_count: bigint('Order lines of the day sold at a price, whether or not returned.'),
    unit_count: bigint('Units of merchandise of the day sold at a price, whether or not returned.'),
    gross_amount: numeric('Amount sold on the day, before returns; includes postage and other non-merchandise.'),
    returned_amount: numeric('Amount returned before as_of from sales of this day, plus the unmatched returns of this day.'),
    net_amount: numeric('gross_amount - returned_amount: returns count on the day of the sale.'),
    net_by_return_day_amount: numeric('gross_amount minus the amount returned on this day, whenever it was sold: for finance.'),
    merchandise_net_amount: numeric('The part of net_amount that is goods: without postage, fees, discounts and vouchers.'),
    member_net_amount: numeric('The part of net_amount from members.'),
    buyer_count: bigint('Members with a purchase on the day: an order that was not fully returned.'),
    new_buyer_count: bigint('Buyers of the day whose first purchase it is.'),
    average_order_amount: numeric('笔单价: net_amount / orders with converted amounts, rounded to 2 decimals. Null without one.', {
      nullable: true,
    }),
    average_buyer_amount: numeric('客单价: member_net_amount / buyers with converted amounts, not rounded. Null without one.', {
      nullable: true,
    }),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    expression('a day before as_of', 'business_on < warehouse.as_of()'),
    expression('new buyers are buyers, buyers have orders', 'new_buyer_count <= buyer_count and buyer_count <= order_count'),
    between('line_count', 0, null),
    // One night adds one day. A change of half of all sales means a file that came twice or not at all.
    moved({ by: 0.5 }),
    moved({ by: 0.5, measure: 'sum(net_amount)', per: 'currency' }),
  ],
})
