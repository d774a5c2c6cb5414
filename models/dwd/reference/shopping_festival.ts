import { date, defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.shopping_festival',
  grain: ['festival', 'starts_on'],
  kind: seed('seeds/calendar/shopping_festival.csv'),
  doc:
    'Shopping festivals with the days of their presale, from 2022 to 2028, as this retailer takes part in them. Platforms set their own ' +
    'dates each year, and some begin weeks earlier: edit the seed when yours are known.',
  columns: {
    festival: text('618, 双11, 双12, 女王节, 520 or 年货节.'),
    presale_starts_on: date('First day of the presale, on which deposits are taken; null without one. It ends where the sale begins.', {
      nullable: true,
    }),
    starts_on: date('First day of the sale.'),
    ends_before: date('First day after the sale.'),
    peak_on: date('Main day; null without one.', { nullable: true }),
  },
  audits: [
    expression('a sale has a day', 'starts_on < ends_before'),
    expression('the presale comes before the sale', 'coalesce(presale_starts_on < starts_on, true)'),
    expression('the main day is within the sale', 'coalesce(peak_on >= starts_on and peak_on < ends_before, true)'),
  ],
})
