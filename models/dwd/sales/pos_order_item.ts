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
    sold_at: timestamptz('The same moment: a receipt is paid when it is made.'),
    sold_on: date("Business day of sold_at, in the source's time zone (dwd.source_setting)."),
    business_line: text('Business line of the product (dwd.dim_product); `other` without one.'),
    is_return: boolean('The line returns goods or money.'),
    is_merchandise: boolean('The line is goods, not postage or a fee.'),
    quantity: integer('Units: negative on a return, 0 when only money was returned and for an exchange (dwd.return_reason).'),
    unit_price: numeric('List price of one unit.'),
    promotion_discount_amount: numeric('Discount of the promotion on the line; negative or 0 on a return.'),
    coupon_discount_amount: numeric("The line's share of the coupon; negative or 0 on a return."),
    other_discount_amount: numeric(
      'quantity × unit_price - gross_amount + returned_amount, less the two discounts: reductions that name no promotion.',
    ),
    gross_amount: numeric('Amount paid; 0 on returns.'),
    returned_amount: numeric('Amount returned, positive; 0 on sales.'),
    cost_amount: numeric('quantity × cost of one unit; negative on a return.', { nullable: true }),
    currency: text('ISO 4217 code of all amounts; `NONE` when the source names none.'),
    promotion_id: text('Promotion on the line (ods.promotion).', { nullable: true }),
    coupon_id: text('Coupon of the order (ods.coupon).', { nullable: true }),
    guide_id: text('Sales guide who served the customer or through whose link the order came (dwd.dim_guide).', { nullable: true }),
    return_reason: text('Why it was returned (dwd.return_reason); null on a sale.', { nullable: true }),
  },
  audits: [warn(expression('nothing is sold above its list price', 'is_return or quantity * unit_price >= gross_amount'))],
})
