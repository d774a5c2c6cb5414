import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.web_order_item',
  grain: ['order_item_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dwd.fct_order_item: sales and refunds of the marketplace, the mall, Douyin and JD, one row for each line of a paid ' +
    'order and one for each refund. Not filtered by `as_of`.',
  columns: {
    order_item_key: bigint('Key of the line or refund.'),
    order_key: bigint('Key of its document; a refund is a document of its own.'),
    account_key: bigint('Account that ordered or got the refund (dwd.account).', { nullable: true }),
    product_key: bigint('Product sold or returned (dwd.dim_product); null for a refund of a line that has not arrived.', {
      nullable: true,
    }),
    returned_item_key: bigint('Line that the refund names; null on a sale.', { nullable: true }),
    order_system: text('System that numbers the orders and refunds: marketplace, mall, douyin or jd.'),
    source: text('Source of the account: marketplace, douyin, jd, mini or app.'),
    store_code: text('Web store (ods.store).', { nullable: true }),
    order_id: text('Order number; for a refund `refund:` and its number.'),
    source_account_id: text('Id of the account in its source: buyer number, open_id, pin, openid or app user number.', {
      personal: true,
      nullable: true,
    }),
    ordered_at: timestamptz('When the order was placed or the money refunded.'),
    sold_at: timestamptz('When the order was paid or the money refunded.'),
    sold_on: date("Business day of sold_at, in the source's time zone (dwd.source_setting)."),
    business_line: text('Business line of the product (dwd.dim_product); `other` without one.'),
    is_return: boolean('True for a refund.'),
    is_merchandise: boolean('The line is goods, not postage or a fee.'),
    quantity: integer('Units: negative on a return, 0 for a refund without units.'),
    unit_price: numeric('List price of one unit; 0 for a refund of a line that has not arrived.'),
    promotion_discount_amount: numeric('Discount of the promotion on the line; 0 on a refund.'),
    coupon_discount_amount: numeric("The line's share of the coupon; 0 on a refund."),
    other_discount_amount: numeric(
      'quantity × unit_price - gross_amount + returned_amount, less the two discounts: reductions that name no promotion.',
    ),
    gross_amount: numeric('Amount paid; 0 on a refund.'),
    returned_amount: numeric('Amount refunded, positive; 0 on a sale.'),
    cost_amount: numeric('quantity × cost of one unit; negative on a return.', { nullable: true }),
    currency: text('ISO 4217 code of all amounts; `NONE` when the source names none.'),
    promotion_id: text('Promotion on the line (ods.promotion).', { nullable: true }),
    coupon_id: text('Coupon of the order (ods.coupon).', { nullable: true }),
    guide_id: text('Sales guide who served the customer or through whose link the order came (dwd.dim_guide).', { nullable: true }),
    return_reason: text('Why it was returned (dwd.return_reason); null on a sale.', { nullable: true }),
  },
  audits: [warn(expression('nothing is sold above its list price', 'is_return or quantity * unit_price >= gross_amount'))],
})
