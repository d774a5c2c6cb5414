import { bigint, between, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.account_day',
  grain: ['account_key', 'ordered_on'],
  kind: full({ store: 'changes' }),
  doc:
    'What each account bought and returned, by business day before as_of (exclusive). Days with returns only have a row. Anonymous ' +
    'sales are not included; ads.kpi_daily has them. From here on all amounts are in the reporting currency, not rounded: those of ' +
    'dws.order_summary times the exchange rate of the day of sale. Without a rate, orders and purchases count, but amounts do not.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    ordered_on: date('Business day, in the time zone of the source.'),
    order_count: bigint('Orders of the day that were not fully returned before as_of. The day is a purchase if it is above 0.'),
    converted_order_count: bigint('The part of order_count whose amounts could be converted, for averages.'),
    gross_amount: numeric('Amount sold on the day, before returns.'),
    returned_amount: numeric('Amount returned before as_of from sales of this day, plus the unmatched returns of this day.'),
    net_amount: numeric('gross_amount - returned_amount: returns count on the day of the sale. Unmatched returns can make it negative.'),
    net_by_return_day_amount: numeric('gross_amount minus the amount returned on this day, whenever it was sold: for finance.'),
    currency: text('ISO 4217 code of the reporting currency.'),
  },
  audits: [
    between('order_count', 0, null),
    expression('converted orders are orders', 'converted_order_count between 0 and order_count'),
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    expression('ordered before as_of', 'ordered_on < warehouse.as_of()'),
  ],
})
