import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.shop_order_item',
  grain: ['order_item_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What the marketplace shop sold and gave money back for: a row for each line of an order that was paid, and for each refund, ' +
    'whatever as_of is. A step towards dwd.fct_order_item, whose columns these are.',
  columns: {
    order_item_key: bigint('The line or refund.'),
    order_key: bigint('The document that it is on; a refund is a document of its own.'),
    account_key: bigint('Account that bought or gave back.', { nullable: true }),
    product_key: bigint('Product sold or given back; null for a refund of a line that was never sent.', { nullable: true }),
    returned_item_key: bigint('The line that it gives back, as the refund names it; null on a sale.', { nullable: true }),
    source: text('Always shop.'),
    channel: text('Always shop.'),
    store_code: text('The shop (ods.store).', { nullable: true }),
    order_id: text('Order number; of a refund `refund:` and its number.'),
    source_account_id: text('Buyer number of the account that bought or gave back (ods.shop_member).', { personal: true, nullable: true }),
    ordered_at: timestamptz('Moment of the order or refund.'),
    ordered_on: date("Business day of it, in the source's time zone (dwd.source_setting)."),
    is_return: boolean('It gives goods or money back.'),
    is_merchandise: boolean('It is of goods.'),
    quantity: integer('Pieces: negative when given back, 0 when money alone was.'),
    unit_price: numeric('List price of one piece; 0 for a refund of a line that was never sent.'),
    discount_amount: numeric('List price × quantity less what was paid or given back: what promotions and coupons took off.'),
    gross_amount: numeric('What was paid; 0 on returns.'),
    returned_amount: numeric('What was given back, positive; 0 on sales.'),
    cost_amount: numeric('Cost of one piece × quantity: negative on returns.', { nullable: true }),
    currency: text('ISO 4217 code of all amounts.'),
  },
  audits: [warn(expression('nothing is sold above its list price', 'is_return or discount_amount >= 0'))],
})
