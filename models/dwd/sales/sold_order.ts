import { bigint, boolean, date, defineModel, expression, full, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.sold_order',
  grain: ['order_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dwd.fct_order and dws.order_summary: what the lines of each sold order say together. A document whose lines ' +
    'name several customers, stores or days counts for the first of them. Not filtered by `as_of`.',
  columns: {
    order_key: bigint('The order (order_key of dwd.fct_order_item).'),
    order_system: text('System that numbers the order.'),
    order_id: text('Its number.'),
    account_key: bigint('The lowest account of its lines; null for an anonymous customer.', { nullable: true }),
    has_other_account: boolean('Its lines name several accounts.'),
    source: text('Source of the account.'),
    store_code: text('First store of its lines.', { nullable: true }),
    ordered_at: timestamptz('When its first line was ordered.'),
    sold_at: timestamptz('When its first line was paid.'),
    sold_on: date('Sale day of its first line.'),
    business_line: text('Business line of its lines; `*` for lines of several.'),
    promotion_id: text('Promotion of its lines; null without one or with several.', { nullable: true }),
    coupon_id: text('First coupon of its lines.', { nullable: true }),
    guide_id: text('First guide of its lines.', { nullable: true }),
    line_count: bigint('Lines sold.'),
    gross_amount: numeric('Amount sold, before returns; null for lines in several currencies.', { nullable: true }),
    currency: text('ISO 4217 code of gross_amount.'),
  },
  audits: [warn(expression('the lines of an order name one account', 'not has_other_account'))],
})
