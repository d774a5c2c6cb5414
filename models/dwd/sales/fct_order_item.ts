import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_order_item',
  grain: ['order_item_key'],
  indexes: [['account_key']],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Every line of every paid order, every return, refund and stock correction, one row for each line as sent. Not filtered by ' +
    '`as_of`: readers filter with `sold_on < as_of`. Identical lines of one online_retail invoice are kept, because they can be two ' +
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
    order_system: text('System that numbers the documents: online_retail, marketplace, mall, douyin, jd or pos.'),
    source: text('Source of the account (dwd.account): online_retail, marketplace, douyin, jd, mini, app or pos.'),
    store_code: text(
      'Store or web store that sold (ods.store); null when the source names none, and for a refund whose order has not arrived.',
      { nullable: true },
    ),
    order_id: text('Number of the document in its order system: invoice, order or receipt; for a refund `refund:` and its number.'),
    ordered_at: timestamptz('When the order was placed; on a receipt, an invoice or a return the same as sold_at.'),
    sold_at: timestamptz('When the order was paid or the return happened; online_retail has it to the minute.'),
    sold_on: date("Business day of sold_at, in the source's time zone (dwd.source_setting): the sale day, or the day of the return."),
    business_line: text('Business line of the product (dwd.dim_product); `other` without one.'),
    is_return: boolean('The line returns goods or money.'),
    is_stock_correction: boolean('The line removes goods from stock without a sale: damaged, lost, miscounted.'),
    is_merchandise: boolean('The line is goods, not postage, a fee, a discount or a voucher.'),
    quantity: integer('Units as sent: negative on returns and stock corrections, 0 for a refund without units and for an exchange.'),
    unit_price: numeric('Price of one unit as sent, before discounts; 0 for free units, and for a refund of a line that has not arrived.'),
    promotion_discount_amount: numeric('Discount of the promotion on the line; 0 on a refund, negative or 0 on a store return.'),
    coupon_discount_amount: numeric("The line's share of the order's coupon; 0 on a refund, negative or 0 on a store return."),
    other_discount_amount: numeric(
      'The rest of quantity × unit_price - gross_amount + returned_amount: reductions without a promotion. On a refund all of it.',
    ),
    gross_amount: numeric('Amount sold: quantity × unit_price less the three discounts; 0 on returns.'),
    returned_amount: numeric('Amount returned, positive; 0 on sales.'),
    cost_amount: numeric(
      'Cost of the units: negative on returns, also of goods that cannot be sold again (see returned_cost_amount of dwd.return_match). ' +
        'Null when the source does not report it.',
      { nullable: true },
    ),
    currency: text(
      'ISO 4217 code of unit_price and all amounts; `NONE` when the source names none. Other codes are kept as sent, in capitals.',
    ),
    promotion_id: text('Promotion on the line (ods.promotion); null without one.', { nullable: true }),
    coupon_id: text('Coupon of the order (ods.coupon); null without one.', { nullable: true }),
    guide_id: text('Sales guide who served the customer or through whose link the order came (dwd.dim_guide); null without one.', {
      nullable: true,
    }),
    return_reason: text('Why it was returned (dwd.return_reason); null on a sale, and when the source gives none.', { nullable: true }),
  },
  audits: [
    expression(
      'gross - returned = quantity × unit price - discounts',
      'gross_amount - returned_amount = quantity * unit_price' +
        ' - promotion_discount_amount - coupon_discount_amount - other_discount_amount',
    ),
    expression(
      'a return sells nothing, and a sale returns nothing',
      'case when is_return then quantity <= 0 and gross_amount = 0 else returned_amount = 0 end',
    ),
    expression('a stock correction moves no money', 'not is_stock_correction or gross_amount - returned_amount = 0'),
    expression('a sale has a product', 'is_return or product_key is not null'),
    warn(expression('no negative price', 'unit_price >= 0')),
  ],
})
