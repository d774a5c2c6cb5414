import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_order_item',
  grain: ['order_item_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Every line of every order, return and stock correction, one row a line as sent, whatever as_of is: readers bound it by ' +
    '`ordered_on < as_of`. Lines that are alike in all they say are kept: two like lines can be two scans of two articles. A return ' +
    'is a negative line of a cancellation (invoice number C…) or one with a price; a negative line with neither is a stock correction: it ' +
    'moves no money and is no return.',
  columns: {
    order_item_key: bigint('The line: a hash of source, invoice, product code as sent, and the place among lines alike in these.'),
    order_key: bigint('The document that the line is on: a hash of source and order_id.'),
    account_key: bigint('Account that bought or gave back (dwd.account); null for a customer whom nobody knows.', { nullable: true }),
    product_key: bigint('Product sold or given back (dwd.dim_product).'),
    source: text('Source that sent the line.'),
    order_id: text('Invoice number in the source; cancellations start with C.'),
    ordered_at: timestamptz('Moment of the sale or return; the shop stamps to the minute.'),
    ordered_on: date("Business day of the sale or return, in the source's time zone (dwd.source_setting)."),
    is_return: boolean('The line gives goods or money back.'),
    is_stock_correction: boolean('The line takes goods off the stock without a sale: damaged, lost, miscounted.'),
    is_merchandise: boolean('The line is of goods, not of postage, fees, discounts or vouchers.'),
    quantity: integer('Units as sent: negative on returns and stock corrections.'),
    unit_price: numeric('Price of one unit as sent; 0 for what was given for free.'),
    gross_amount: numeric('Sold: quantity × unit_price; 0 on returns.'),
    returned_amount: numeric('Given back, as a positive amount; 0 on sales.'),
    currency: text('ISO 4217 code of unit_price and both amounts.'),
  },
  audits: [
    expression('gross - returned = quantity × unit price', 'gross_amount - returned_amount = quantity * unit_price'),
    expression('a return is of at least one unit', 'not is_return or quantity < 0'),
    expression('a stock correction moves no money', 'not is_stock_correction or gross_amount - returned_amount = 0'),
    warn(expression('no negative price', 'unit_price >= 0')),
  ],
})
