import { accepted, between, bigint, boolean, date, defineModel, expression, full, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_order',
  grain: ['order_key'],
  indexes: [['account_key']],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Every order, paid or not, with the moments of its statuses: web orders, receipts and invoices. Returns are no orders. Not filtered by ' +
    '`as_of`.',
  columns: {
    order_key: bigint('The order (order_key of dwd.fct_order_item).'),
    account_key: bigint('Account that ordered (dwd.account); null for an anonymous customer.', { nullable: true }),
    order_system: text('System that numbers the orders: online_retail, marketplace, mall, douyin, jd or pos.'),
    order_id: text('Order, receipt or invoice number.'),
    source: text('Source of the account: the sales channel.', { nullable: true }),
    store_code: text('Store or web store (dwd.dim_store); null when the source names none.', { nullable: true }),
    business_line: text('Business line of its lines; `*` for lines of several, null for an order that was never paid.', { nullable: true }),
    status: text('placed, paid, shipped, completed or cancelled. A receipt or invoice is completed.'),
    ordered_at: timestamptz('When it was placed.', { nullable: true }),
    ordered_on: date("Business day of ordered_at, in the source's time zone.", { nullable: true }),
    paid_at: timestamptz('When it was paid; null while unpaid.', { nullable: true }),
    sold_on: date('Sale day: the business day of payment; null while unpaid.', { nullable: true }),
    shipped_at: timestamptz('When its first parcel was shipped; null before, for goods picked up, and for receipts and invoices.', {
      nullable: true,
    }),
    completed_at: timestamptz('When it was completed.', { nullable: true }),
    cancelled_at: timestamptz('When it was cancelled.', { nullable: true }),
    coupon_id: text('Coupon that was redeemed (dwd.fct_coupon); null without one.', { nullable: true }),
    promotion_id: text('Promotion of its lines (dwd.dim_promotion); null without one or with several.', { nullable: true }),
    guide_id: text('Sales guide who served the customer or through whose link it came (dwd.dim_guide); null without one.', {
      nullable: true,
    }),
    is_gift: boolean('It was sent to another person; null when the source does not say.', { nullable: true }),
    deposit_paid_at: timestamptz('Presale: when the deposit was paid, before the final payment at paid_at; null for other orders.', {
      nullable: true,
    }),
    deposit_amount: numeric(
      'Presale: the deposit. A part of gross_amount once the order is paid; until then, and if it never is, money without a sale.',
      { nullable: true },
    ),
    line_count: bigint('Lines sold; 0 for an order that was never paid, null for a paid one whose lines have not arrived.', {
      nullable: true,
    }),
    gross_amount: numeric(
      'Amount sold, before returns; null for lines in several currencies, and while the lines of a paid order have not arrived.',
      { nullable: true },
    ),
    currency: text('ISO 4217 code of gross_amount; `NONE` when the source names none.'),
  },
  audits: [
    accepted('status', ['placed', 'paid', 'shipped', 'completed', 'cancelled']),
    between('line_count', 0, null),
    warn(expression('an order is paid when it is placed or later', 'coalesce(paid_at >= ordered_at, true)')),
    warn(
      expression('an order that was paid or completed has a day of payment', "status not in ('paid', 'completed') or paid_at is not null"),
    ),
    warn(expression('a deposit is paid before the rest', 'coalesce(deposit_paid_at <= paid_at, true)')),
    warn(expression('a cancelled order was not sold', "status <> 'cancelled' or coalesce(line_count, 0) = 0")),
  ],
})
