import { bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.account_product_day',
  grain: ['account_key', 'product_key', 'currency', 'sold_on', 'effective_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What each account bought of each product on each sale day, and what came back of it, on the day it happened. Not filtered by `as_of`: ' +
    'the sum of the rows with `effective_on < as_of` is the day as of that date. Anonymous sales, and returns of unknown products, are not ' +
    'included.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    product_key: bigint('The product (dwd.dim_product).'),
    currency: text('ISO 4217 code of all amounts.'),
    sold_on: date('Sale day; of an unmatched return its own day.'),
    effective_on: date('Business day of the change: the sale day, or the day of the return.'),
    business_line: text('Business line of the product.'),
    unit_count: bigint('Units sold, less those returned.'),
    gross_amount: numeric('Amount sold.'),
    returned_amount: numeric('Amount returned, positive; null while no return of the source was ever reported.', { nullable: true }),
    net_amount: numeric('gross_amount - returned_amount.'),
    exchange_rate: numeric('Price of one unit of currency in the reporting currency on sold_on; null without one.', { nullable: true }),
  },
  audits: [expression('nothing happens before the sale', 'sold_on <= effective_on')],
})
