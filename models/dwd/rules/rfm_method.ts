import { accepted, between, date, defineModel, expression, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.rfm_method',
  grain: ['business_line', 'effective_from'],
  kind: seed('seeds/rules/rfm_method.csv'),
  doc: 'How R, F and M are scored. A line without a row follows `*`; the newest row that is in force counts.',
  columns: {
    business_line: text('Business line (dwd.business_line); `*` for all of them, and for each line without a row of its own.'),
    effective_from: date('First business day of the method.'),
    method: text(
      '`quantile`: 1 + floor(5 × share of the buyers who are strictly worse). `threshold`: by the bounds of dwd.rfm_threshold. `quantile_7`: ' +
        'by the quantiles of the buyers at 20, 40, 60 and 80 per cent, interpolated (type 7 of Hyndman and Fan, 1996). `quantile_7_plus_1`: each of these bounds is one higher, as those of the R package rfm are.',
    ),
    monetary_days: text('M is the net amount of the RFM window (`window`) or of all time (`life`).'),
    high_score: integer('The lowest score that is high: the cell has 1 for it.'),
  },
  audits: [
    accepted('method', ['quantile', 'threshold', 'quantile_7', 'quantile_7_plus_1']),
    accepted('monetary_days', ['window', 'life']),
    between('high_score', 2, 5),
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    {
      ...{ name: 'a method by thresholds has bounds from its first day', severity: 'error' },
      failing:
        "select row.* from {rows} as row where row.method = 'threshold' and not exists (select from dwd.rfm_threshold as bounds " +
        "where bounds.business_line in (row.business_line, '*') and bounds.effective_from <= row.effective_from)",
    },
    {
      ...{ name: 'a method for `*` from 2000-01-01 on', severity: 'error' },
      failing:
        "select '*' as business_line, date '2000-01-01' as effective_from where not exists " +
        "(select from {rows} as row where row.business_line = '*' and row.effective_from <= '2000-01-01')",
    },
  ],
})
