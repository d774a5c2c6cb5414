import { bigint, between, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.account_day',
  grain: ['account_key', 'ordered_on'],
  kind: full({ store: 'changes' }),
  doc:
    'What each account bought and gave back, by business day before as_of (exclusive). Days with returns alone have a row. Sales to ' +
    'customers whom nobody knows are not here; ads.kpi_daily has them.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    ordered_on: date('Business day, in the time zone of the source.'),
    order_count: bigint('Orders of the day that were not given back whole before as_of; above 0, the day is a purchase.'),
    gross_amount: numeric('Sold on the day, before returns.'),
    returned_amount: numeric(
      'Given back before as_of of what was sold on this day, plus returns of this day that found no sale to reduce.',
    ),
    net_amount: numeric('gross_amount - returned_amount: returns count on the day of the sale. Negative where a return found no sale.'),
    net_by_return_day_amount: numeric('gross_amount minus what was given back on this day, whenever it was sold: for finance.'),
    currency: text('ISO 4217 code of all amounts.'),
  },
  audits: [
    between('order_count', 0, null),
    expression('net = gross - returned', 'net_amount = gross_amount - returned_amount'),
    expression('ordered before as_of', 'ordered_on < warehouse.as_of()'),
  ],
})
