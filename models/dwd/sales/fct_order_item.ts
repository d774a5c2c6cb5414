import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_order_item',
  grain: ['order_item_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Every line of every order that was paid, every return, refund and stock correction, one row a line as sent, whatever as_of is: readers ' +
    'bound it by `ordered_on < as_of`. Lines of online_retail that are alike in all they say are kept: two like lines can be two scans of two ' +
    'articles. There a return is a negative line of a cancellation (invoice number C…) or one with a price; a negative line with neither is a ' +
    'stock correction: it moves no money and is no return.',
  columns: {
    order_item_key: bigint('The line: a hash of source, document, and what tells the lines of a document apart.'),
    order_key: bigint('The document that the line is on: a hash of source and order_id.'),
    account_key: bigint('Account that bought or gave back (dwd.account); null for a customer whom nobody knows.', { nullable: true }),
    product_key: bigint('Product sold or given back (dwd.dim_product); null for a refund of a line that was never sent.', {
      nullable: true,
    }),
    returned_item_key: bigint('The line that a return gives back, where the source names one; it may not be known here.', {
      nullable: true,
    }),
    source: text('Source that sent the line: online_retail, shop, mall or pos.'),
    channel: text('Where it was sold, as accounts name it: online_retail, shop, mini, app or pos.'),
    store_code: text('Store, or shop on the web, that sold (ods.store); null where the source names none.', { nullable: true }),
    order_id: text('Number of the document in the source: invoice, order, receipt, or `refund:` and the number of the refund.'),
    ordered_at: timestamptz('Moment of the sale or return; online_retail stamps to the minute.'),
    ordered_on: date("Business day of the sale or return, in the source's time zone (dwd.source_setting)."),
    is_return: boolean('The line gives goods or money back.'),
    is_stock_correction: boolean('The line takes goods off the stock without a sale: damaged, lost, miscounted.'),
    is_merchandise: boolean('The line is of goods, not of postage, fees, discounts or vouchers.'),
    quantity: integer('Units as sent: negative on returns and stock corrections, 0 where money alone was given back.'),
    unit_price: numeric('Price of one unit as sent, before discount_amount; 0 for what was given for free.'),
    discount_amount: numeric(
      'What promotions and coupons took off the line; negative or 0 when goods are given back, positive when money alone is.',
    ),
    gross_amount: numeric('Sold: quantity × unit_price - discount_amount; 0 on returns.'),
    returned_amount: numeric('Given back, as a positive amount; 0 on sales.'),
    cost_amount: numeric('What the units cost the company: negative on returns. Null where the source does not tell.', {
      nullable: true,
    }),
    currency: text('ISO 4217 code of unit_price and all amounts.'),
  },
  audits: [
    expression(
      'gross - returned = quantity × unit price - discount',
      'gross_amount - returned_amount = quantity * unit_price - discount_amount',
    ),
    expression('a return is of no unit sold', 'not is_return or quantity <= 0'),
    expression('a stock correction moves no money', 'not is_stock_correction or gross_amount - returned_amount = 0'),
    expression('a sale is of a product', 'is_return or product_key is not null'),
    warn(expression('no negative price', 'unit_price >= 0')),
  ],
})
