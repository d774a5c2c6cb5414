import { bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_cycle',
  grain: ['one_id', 'business_line', 'month_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'How often each person bought, as of the end of each month with a purchase; it holds until the next such month. Months that ended ' +
    'in the last 24 months, the last one before them, and the month of as_of, which has not ended. Purchases count as known today.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('First day of a month with a purchase.'),
    next_month_on: date('First day of the next month with a purchase; null if none has come.', { nullable: true }),
    last_purchased_on: date('Last purchase of the month.'),
    purchase_count: bigint('Purchases up to then; the gaps between them are one less.'),
    own_gap_days: numeric('Median of the gaps between two purchases up to then, in days; null with one purchase.', { nullable: true }),
  },
  audits: [
    expression('a purchase of the month', "date_trunc('month', last_purchased_on) = month_on and month_on < next_month_on is not false"),
    expression('two purchases have a gap', '(own_gap_days is null) = (purchase_count = 1)'),
  ],
})
