import { date, defineModel, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.promotion',
  grain: ['promotion_id'],
  kind: source({ files: 'promotion_20*.csv', key: ['promotion_id'], deletion: wholeFile() }),
  doc: 'Calendar of festivals and promotions, those planned included; the whole calendar in each file.',
  columns: {
    promotion_id: text('Number of the promotion.'),
    promotion_name: text('Name in Chinese.'),
    promotion_type: text('festival (a day of the calendar, without a price), shopping_festival, member_day, sale, launch or activity.'),
    business_line: text('beauty or food; empty for both.'),
    product_code: text('On launch: the new product (ods.product). Else empty.'),
    starts_on: date('First day, in Asia/Shanghai.'),
    ends_on: date('First day after the last one.'),
    discount_rate: numeric('Share of the list price that is taken off, 0 to 1; 0 where prices stay.'),
  },
})
