import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.pos_order_item',
  grain: ['order_item_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dwd.fct_order_item: sales and returns of the stores, one row for each receipt line. Not filtered by ' +
    '`as_of`.',
  columns: {
    order_item_key: bigint('Key of the line.'),
    order_key: bigint('Key of the receipt.'),
    account_key: bigint('Account of the card (dwd.account); null for an anonymous receipt.', { nullable: true }),
    product_key: bigint('Product sold or returned (dwd.dim_product).', { nullable: true }),
    returned_item_key: bigint('Line that the return names; null on a sale.', { nullable: true }),
    order_system: text('Always pos.'),
    source: text('Always pos.'),
    store_code: text('Store (ods.store).', { nullable: true }),
    order_id: text('Receipt number.'),
    source_account_id: text('Card that was shown; null for an anonymous receipt.', { personal: true, nullable: true }),
    ordered_at: timestamptz('When the receipt was made.'),
    ordered_on: date("Business day of ordered_at, in the source's time zone (dwd.source_setting)."),
    is_return: boolean('The line returns goods.'),
    is_merchandise: boolean('The line is goods, not postage or a fee.'),
    quantity: integer('Units: negative on a return.'),
    unit_price: numeric('List price of one unit.'),
    discount_amount: numeric('quantity × unit_price - gross_amount + returned_amount: promotions and coupons.'),
    gross_amount: numeric('Amount paid; 0 on returns.'),
    returned_amount: numeric('Amount returned, positive; 0 on sales.'),
    cost_amount: numeric('quantity × cost of one unit; negative on a return.', { nullable: true }),
    currency: text('ISO 4217 code of all amounts; `NONE` when the source names none.'),
  },
  audits: [warn(expression('nothing is sold above its list price', 'is_return or discount_amount >= 0'))],
})
