import { boolean, date, defineModel, expression, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.public_holiday',
  grain: ['starts_on'],
  kind: seed('seeds/calendar/public_holiday.csv'),
  doc:
    'Public holidays of mainland China, and the weekend days worked in exchange (调休), as the General Office of the State Council ' +
    'announces them once a year (国务院办公厅关于部分节假日安排的通知). Years that are not in the seed have not been announced: add their ' +
    'rows when they are.',
  columns: {
    year: integer('Year of the notice. The holiday of New Year can begin in the year before.'),
    holiday: text('Name in Chinese.'),
    is_working: boolean('False for days off, true for a weekend day that is worked in exchange.'),
    starts_on: date('First day.'),
    ends_before: date('First day after them.'),
    notice: text('Number of the notice that announces it.'),
  },
  audits: [expression('a span has a day', 'starts_on < ends_before')],
})
