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
    discount_rate: numeric('Discount as a share of the list price, 0 to 1; 0 without a discount.'),
  },
})
