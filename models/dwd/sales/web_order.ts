import { accepted, boolean, defineModel, full, numeric, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.web_order',
  grain: ['order_system', 'order_id'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dwd.fct_order: the orders of the marketplace, the mall, Douyin and JD in one form, paid or not. The moment of a status is ' +
    'that of the first state with it that was ever sent; a status that no file shows has none. Not filtered by `as_of`.',
  columns: {
    order_system: text('System that numbers the orders: marketplace, mall, douyin or jd.'),
    order_id: text('Order number.'),
    source: text('Source of the account: marketplace, douyin, jd, mini or app.', { nullable: true }),
    source_account_id: text('Its id there.', { personal: true, nullable: true }),
    store_code: text('Web store (dwd.dim_store).', { nullable: true }),
    status: text('placed, paid, shipped, completed or cancelled.', { nullable: true }),
    ordered_at: timestamptz('When it was placed.', { nullable: true }),
    paid_at: timestamptz('When it was paid; null while unpaid.', { nullable: true }),
    shipped_at: timestamptz('When it was shipped.', { nullable: true }),
    completed_at: timestamptz('When it was completed.', { nullable: true }),
    cancelled_at: timestamptz('When it was cancelled.', { nullable: true }),
    coupon_id: text('Coupon that was redeemed.', { nullable: true }),
    guide_id: text('Sales guide through whose link it came.', { nullable: true }),
    is_gift: boolean('It was sent to another person; null when the source does not say.', { nullable: true }),
    deposit_amount: numeric('Deposit of a presale.', { nullable: true }),
    deposit_paid_at: timestamptz('When the deposit was paid.', { nullable: true }),
    currency: text('Currency of the order, as sent.', { nullable: true }),
  },
  audits: [accepted('status', ['placed', 'paid', 'shipped', 'completed', 'cancelled'])],
})
