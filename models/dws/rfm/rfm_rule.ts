import { accepted, date, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.rfm_rule',
  grain: ['business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'The rules by which each business line is scored on as_of: the newest row of dwd.rfm_method in force, of the line or else of `*`, ' +
    'and rfm_window_days of dwd.parameter_span.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    window_days: integer('Days before as_of (exclusive) in which purchases count.'),
    method: text('How buyers are scored (dwd.rfm_method).'),
    monetary_days: text('M is the net amount of the window (`window`) or of all time (`life`).'),
    high_score: integer('The lowest score that is high.'),
    threshold_line: text('Business line of dwd.rfm_threshold whose bounds hold; null for another method.', { nullable: true }),
    threshold_from: date('effective_from of these bounds.', { nullable: true }),
    rules_version: text('Changes with each of these rules, and with dwd.rfm_segment.'),
  },
  audits: [accepted('method', ['quantile', 'threshold', 'quantile_7', 'quantile_7_plus_1']), accepted('monetary_days', ['window', 'life'])],
})
