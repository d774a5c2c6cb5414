import { accepted, bigint, boolean, defineModel, full, integer, numeric, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.sub_order',
  grain: ['batch_id', 'source_line'],
  kind: full({ store: 'changes' }),
  doc:
    'Intermediate model for the orders, lines and refunds of Douyin and JD, which send one row per sub-order with the columns of its order: ' +
    'both in one form, in every state that was ever sent. Not filtered by `as_of`.',
  columns: {
    source: text('Source of the account, and system that numbers the order: douyin or jd.'),
    source_account_id: text('Buyer: open_id or pin.', { personal: true, nullable: true }),
    status: text('Status of the order: placed, paid, shipped, completed or cancelled.', { nullable: true }),
    order_id: text('Order number.'),
    line_no: integer('Number of the sub-order within the order.'),
    store_code: text('Web store (dwd.dim_store).', { nullable: true }),
    ordered_at: timestamptz('When the order was placed.', { nullable: true }),
    paid_at: timestamptz('When it was paid; null while unpaid.', { nullable: true }),
    product_code: text('Product code (ods.product).', { nullable: true }),
    quantity: integer('Units ordered.', { nullable: true }),
    list_price: numeric('List price of one unit.', { nullable: true }),
    discount_amount: numeric('Discount of promotions on the line.', { nullable: true }),
    coupon_amount: numeric("The line's share of the order's coupon.", { nullable: true }),
    paid_amount: numeric('Amount paid for the line.', { nullable: true }),
    unit_cost: numeric('Cost of one unit.', { nullable: true }),
    currency: text('ISO 4217 code of the amounts, as sent.', { nullable: true }),
    promotion_id: text('Promotion that gave discount_amount (ods.promotion).', { nullable: true }),
    coupon_id: text('Coupon that was redeemed on the order (ods.coupon).', { nullable: true }),
    deposit_amount: numeric('Deposit of a presale, of the whole order.', { nullable: true }),
    deposit_paid_at: timestamptz('When the deposit was paid.', { nullable: true }),
    is_gift: boolean('It was sent to another person; null when the source does not say.', { nullable: true }),
    updated_at: timestamptz('When the state began.', { nullable: true }),
    is_current: boolean('The state is the one that the source shows now.'),
    is_current_order: boolean('It is the newest current sub-order of its order, whose columns are those of the order.'),
    batch_id: bigint('File of the state.'),
    source_line: bigint('Line of that file.'),
  },
  audits: [accepted('status', ['placed', 'paid', 'shipped', 'completed', 'cancelled'])],
})
