import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_order_item',
  grain: ['order_item_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Every line of every paid order, every return, refund and stock correction, one row for each line as sent. Not filtered by ' +
    '`as_of`: readers filter with `ordered_on < as_of`. Identical lines of one online_retail invoice are kept, because they can be two ' +
    'scans of the same product.',
  columns: {
    order_item_key: bigint('Key of the line: a hash of order_system, the document and what identifies the line in it.'),
    order_key: bigint('Key of the document: a hash of order_system and order_id.'),
    account_key: bigint('Account that bought or returned (dwd.account); null for an anonymous customer.', { nullable: true }),
    product_key: bigint('Product sold or returned (dwd.dim_product); null for a refund of a line that has not arrived.', {
      nullable: true,
    }),
    returned_item_key: bigint('Line that the return names; null when the source names none. The line may not have arrived.', {
      nullable: true,
    }),
    order_system: text('System that numbers the documents: online_retail, marketplace, mall or pos.'),
    source: text('Source of the account (dwd.account): online_retail, marketplace, mini, app or pos.'),
    store_code: text(
      'Store or web store that sold (ods.store); null when the source names none, and for a refund whose order has not arrived.',
      { nullable: true },
    ),
    order_id: text('Number of the document in its order system: invoice, order or receipt; for a refund `refund:` and its number.'),
    ordered_at: timestamptz('When the sale or return happened; online_retail has it to the minute.'),
    ordered_on: date("Business day of ordered_at, in the source's time zone (dwd.source_setting)."),
    is_return: boolean('The line returns goods or money.'),
    is_stock_correction: boolean('The line removes goods from stock without a sale: damaged, lost, miscounted.'),
    is_merchandise: boolean('The line is goods, not postage, a fee, a discount or a voucher.'),
    quantity: integer('Units as sent: negative on returns and stock corrections, 0 for a refund without units.'),
    unit_price: numeric(
      'Price of one unit as sent, before discount_amount; 0 for free units, and for a refund of a line that has not arrived.',
    ),
    discount_amount: numeric(
      'Promotions and coupons on the line: negative or 0 when units are returned, positive for a refund without units.',
    ),
    gross_amount: numeric('Amount sold: quantity × unit_price - discount_amount; 0 on returns.'),
    returned_amount: numeric('Amount returned, positive; 0 on sales.'),
    cost_amount: numeric('Cost of the units: negative on returns. Null when the source does not report it.', {
      nullable: true,
    }),
    currency: text(
      'ISO 4217 code of unit_price and all amounts; `NONE` when the source names none. Other codes are kept as sent, in capitals.',
    ),
  },
  audits: [
    expression(
      'gross - returned = quantity × unit price - discount',
      'gross_amount - returned_amount = quantity * unit_price - discount_amount',
    ),
    expression('a return sells no units', 'not is_return or quantity <= 0'),
    expression('a stock correction moves no money', 'not is_stock_correction or gross_amount - returned_amount = 0'),
    expression('a sale has a product', 'is_return or product_key is not null'),
    warn(expression('no negative price', 'unit_price >= 0')),
  ],
})
