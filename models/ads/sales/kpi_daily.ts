import { bigint, between, date, defineModel, expression, full, moved, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.kpi_daily',
  grain: ['business_on'],
  kind: full({ store: 'changes' }),
  doc:
    'Sales of the retailer in all business lines, by business day before as_of (exclusive), in the reporting currency: to members, ' +
    'visitors, excluded people and anonymous customers. Days without sales or returns have no row. A return reduces the day of its sale, ' +
    'so past days change; net_by_return_day_amount does not. Sales without an exchange rate count in no amount (ads.unconverted_sale).',
  columns: {
    business_on: date('Sale day, in the time zone of the source; in net_by_return_day_amount also the day of return.'),
    currency: text('ISO 4217 code of all amounts: the reporting currency.'),
    order_count: bigint('Orders of the day that count: their merchandise net is above zero at as_of.'),
    returned_order_count: bigint('Orders of the day of which goods or money came back before as_of; null like returned_amount.', {
      nullable: true,
    }),
    line_count: bigint('Order lines of the day sold at a price, whether or not returned.'),
    unit_count: bigint('Units of merchandise kept in the orders that count. 连带率 is unit_count / order_count.'),
    gross_amount: numeric('Amount sold on the day, before returns; includes postage and other non-merchandise.'),
    returned_amount: numeric(
      'Amount returned before as_of from sales of this day, plus the unmatched returns of this day; null while none of the sources ever reported a return.',
      { nullable: true },
    ),
    unmatched_returned_amount: numeric('The part of returned_amount that no sale was found for; null like returned_amount.', {
      nullable: true,
    }),
    net_amount: numeric('gross_amount - returned_amount: returns count on the day of the sale.'),
    net_by_return_day_amount: numeric('gross_amount minus the amount returned on this day, whenever it was sold: for finance.'),
    merchandise_net_amount: numeric('The part of net_amount that is goods: without postage, fees, discounts and vouchers.'),
    member_net_amount: numeric('The part of net_amount from members.'),
    visitor_net_amount: numeric('The part from people known by an account that never registered.'),
    excluded_net_amount: numeric('The part from excluded people (ads.excluded_member). The rest of net_amount is anonymous.'),
    buyer_count: bigint('Members with a purchase on the day: an order that counts.'),
    new_buyer_count: bigint('Buyers of the day whose first purchase it is. It changes when two people are merged.'),
    average_order_amount: numeric('笔单价: net amount of the orders that count / their number, to 2 decimals. Null without one.', {
      nullable: true,
    }),
    average_buyer_amount: numeric('客单价: net amount of members’ orders that count / their buyers, to 2 decimals. Null without one.', {
      nullable: true,
    }),
  },
  audits: [
    expression('net = gross - returned', 'net_amount = gross_amount - coalesce(returned_amount, 0)'),
    expression('a day before as_of', 'business_on < warehouse.as_of()'),
    expression('new buyers are buyers, buyers have orders', 'new_buyer_count <= buyer_count and buyer_count <= order_count'),
    between('line_count', 0, null),
    between('unit_count', 0, null),
    // One night adds one day. A change of half of all sales means a file that came twice or not at all.
    moved({ by: 0.5 }),
    moved({ by: 0.5, measure: 'sum(net_amount)' }),
  ],
})
