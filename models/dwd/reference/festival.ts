import { date, defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.festival',
  grain: ['festival', 'day_on'],
  kind: seed('seeds/calendar/festival.csv'),
  doc:
    'Days of the traditional Chinese festivals from 2022 to 2028: those of the lunar calendar, never in a leap month, and 清明节 and 冬至 by ' +
    'the position of the sun in the time of Beijing.',
  columns: {
    festival: text('Name in Chinese, such as 春节 (the first day of the lunar year) or 中秋节.'),
    day_on: date('Its day.'),
  },
})
