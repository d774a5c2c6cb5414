import { between, boolean, date, defineModel, expression, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_date',
  grain: ['day_on'],
  kind: full({ store: 'changes' }),
  doc:
    'Every day from 2022 to 2028, with its week, month and quarter, traditional and shopping festivals, public holidays of mainland ' +
    'China, and member days. Days off are known for years whose holidays have been announced (dwd.public_holiday); null in others.',
  columns: {
    day_on: date('The day.'),
    weekday: integer('Day of the ISO week: 1 for Monday to 7 for Sunday.'),
    week_on: date('Monday of its week.'),
    iso_year: integer('Year of its ISO week, which differs from the calendar year around New Year.'),
    iso_week: integer('Number of its ISO week, 1 to 53.'),
    month_on: date('First day of its month.'),
    quarter_on: date('First day of its quarter.'),
    quarter: integer('Number of its quarter, 1 to 4.'),
    year: integer('Its calendar year.'),
    is_weekend: boolean('Saturday or Sunday.'),
    festival: text('Traditional festival on this day (dwd.festival); null without one.', { nullable: true }),
    shopping_festival: text('Shopping festival whose sale is on (dwd.shopping_festival); several with commas; null without one.', {
      nullable: true,
    }),
    presale_of: text('Shopping festival whose presale is on; several with commas; null without one.', { nullable: true }),
    is_shopping_peak: boolean('The main day of a shopping festival.'),
    is_member_day: boolean('会员日, the day of each month that the parameter member_day_of_month names.'),
    public_holiday: text('Public holiday to which the day off belongs; null on other days, and in years not announced.', {
      nullable: true,
    }),
    is_working_weekend: boolean('A weekend day that is worked in exchange for a holiday (调休); null in years not announced.', {
      nullable: true,
    }),
    is_day_off: boolean('A public holiday, or a weekend day that is not worked; null in years not announced.', { nullable: true }),
  },
  audits: [
    between('weekday', 1, 7),
    expression('a day worked in exchange is on a weekend', 'is_weekend or is_working_weekend is not true'),
    expression('no day off is worked', 'public_holiday is null or not is_working_weekend'),
  ],
})
