import { accepted, between, bigint, conserves, date, defineModel, expression, full, numeric, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_promotion',
  grain: ['promotion_id'],
  kind: full({ store: 'changes' }),
  doc: 'Festivals and promotions, including planned ones. Not filtered by `as_of`.',
  columns: {
    promotion_id: text('Promotion number.'),
    promotion_name: text('Name.', { nullable: true }),
    promotion_type: text('festival (a calendar day without discounts), shopping_festival, member_day, sale, launch or activity.', {
      nullable: true,
    }),
    business_line: text('Business line (dwd.business_line); `*` for a promotion of all lines.'),
    product_key: bigint('On launch: the new product (dwd.dim_product); else null.', { nullable: true }),
    product_code: text('Its code; null without a product.', { nullable: true }),
    starts_on: date('First day.', { nullable: true }),
    ends_before: date('First day after the promotion.', { nullable: true }),
    discount_rate: numeric('Discount as a share of the list price, 0 to 1; 0 without a discount of products.', { nullable: true }),
    discount_type: text('direct (lower prices), threshold (满减), gift or points; null without a discount.', { nullable: true }),
    threshold_amount: numeric('Amount that an order must reach, of threshold and gift.', { nullable: true }),
    reduction_amount: numeric('Amount taken off each time that the threshold is reached.', { nullable: true }),
  },
  audits: [
    conserves('ods.promotion'),
    warn(expression('it ends after it starts', 'starts_on < ends_before')),
    warn(between('discount_rate', 0, 1)),
    warn(accepted('promotion_type', ['festival', 'shopping_festival', 'member_day', 'sale', 'launch', 'activity'])),
    warn(accepted('discount_type', ['direct', 'threshold', 'gift', 'points'])),
    warn(expression('a known product', 'product_code is null or product_key is not null')),
    warn(
      expression(
        'a known business line, or `*`',
        "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
      ),
    ),
  ],
})
