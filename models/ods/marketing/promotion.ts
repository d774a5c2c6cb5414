import { date, defineModel, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.promotion',
  grain: ['promotion_id'],
  kind: source({ files: 'promotion_20*.csv', key: ['promotion_id'], deletion: wholeFile() }),
  doc: 'Calendar of festivals and promotions, including planned ones. Each file holds the whole calendar.',
  columns: {
    promotion_id: text('Promotion number.'),
    promotion_name: text('Name in Chinese.'),
    promotion_type: text('festival (a calendar day without discounts), shopping_festival, member_day, sale, launch or activity.'),
    business_line: text('beauty or food; empty for both.'),
    product_code: text('On launch: the new product (ods.product); else empty.'),
    starts_on: date('First day in Asia/Shanghai.'),
    ends_on: date('First day after the promotion.'),
    discount_rate: numeric('Discount as a share of the list price, 0 to 1; 0 without a discount of products.'),
    discount_type: text('direct (lower prices), threshold (满减: less for the whole order), gift, points; empty without a discount.', {
      optional: true,
    }),
    threshold_amount: numeric('On threshold and gift: the amount that an order must reach; else empty.', { optional: true }),
    reduction_amount: numeric('On threshold: the amount taken off each time that the threshold is reached; else empty.', {
      optional: true,
    }),
  },
})
