import { accepted, between, date, defineModel, expression, integer, numeric, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.rfm_threshold',
  grain: ['business_line', 'effective_from', 'measure', 'place'],
  kind: seed('seeds/rules/rfm_threshold.csv'),
  doc:
    'The four bounds between the five scores of R, F and M, for the method `threshold`. All rows of a business line with the same ' +
    'effective_from are one edition, which replaces the edition before.',
  columns: {
    business_line: text('Business line (dwd.business_line); `*` for all of them, and for each line without bounds of its own.'),
    effective_from: date('First business day of the edition.'),
    measure: text('recency_days, purchase_count or monetary_amount.'),
    place: integer('1 to 4, from the lowest bound up.'),
    bound: numeric('A value of at least the bound is one score higher; of recency_days, one score lower.'),
  },
  audits: [
    accepted('measure', ['recency_days', 'purchase_count', 'monetary_amount']),
    between('place', 1, 4),
    between('bound', 0, null),
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    {
      ...{ name: 'four bounds for each measure', severity: 'error' },
      failing: 'select business_line, effective_from from {rows} group by business_line, effective_from having count(*) <> 12',
    },
    {
      ...{ name: 'bounds in order', severity: 'error' },
      failing:
        'select row.* from {rows} as row inner join {rows} as lower using (business_line, effective_from, measure) ' +
        'where lower.place < row.place and lower.bound >= row.bound',
    },
  ],
})
