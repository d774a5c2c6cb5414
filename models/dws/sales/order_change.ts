import { bigint, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.order_change',
  grain: ['order_key', 'business_line', 'currency', 'effective_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dws.order_summary: what each document sold on its sale day, and what came back of it on each later day, by ' +
    'business line and for all of them (`*`). An unmatched return is a document of its own. Stock corrections are excluded.',
  columns: {
    order_key: bigint('The document (order_key of dwd.fct_order_item).'),
    business_line: text('Business line of the lines; `*` for all lines.'),
    currency: text('ISO 4217 code of all amounts.'),
    effective_on: date('Business day of the change: the sale day, or the day of the return.'),
    account_key: bigint('The lowest account of these lines; null for an anonymous customer.', { nullable: true }),
    source: text('The first source of these lines.'),
    store_code: text('The first store of these lines.', { nullable: true }),
    coupon_id: text('The first coupon of these lines.', { nullable: true }),
    sold_on: date('The earliest sale day of these lines.'),
    is_returned: boolean('Goods or money of a sale came back; null like returned_amount.', { nullable: true }),
    line_count: bigint('Lines sold at a price.'),
    discounted_line_count: bigint('Those of them that were sold below quantity × unit price: any of the three discounts.'),
    unit_count: bigint('Units of merchandise sold at a price, less those returned.'),
    gross_amount: numeric('Amount sold.'),
    cost_amount: numeric('Cost of the units sold, less that of returned units that can be sold again. Null when not observed.', {
      nullable: true,
    }),
    returned_amount: numeric('Amount returned, positive; null while no return of the source was ever reported.', { nullable: true }),
    unmatched_returned_amount: numeric('The part of returned_amount that no sale was found for; null like returned_amount.', {
      nullable: true,
    }),
    merchandise_net_amount: numeric('Sold minus returned goods: without postage, fees, discounts and vouchers.'),
    promotion_discount_amount: numeric('Discount of promotions.'),
    coupon_discount_amount: numeric('Discount of the coupon.'),
    other_discount_amount: numeric('Reductions that name no promotion.'),
    costed_net_amount: numeric('The part of the net amount whose cost is known: its margin is costed_net_amount - cost_amount.'),
  },
  audits: [expression('nothing happens before the sale', 'sold_on <= effective_on')],
})
