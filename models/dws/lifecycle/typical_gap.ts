import { between, bigint, date, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.typical_gap',
  grain: ['business_line', 'month_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The typical gap between two purchases of each business line, for each of the last 24 months. It is made from the purchases before the ' +
    'month and holds for the whole month, so that a night does not rewrite history. A month before the first gap has no row.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('First day of the month.'),
    typical_gap_days: integer(
      'Median of the gaps before the month, the lower one of two, among those of at most typical_gap_most_days (dwd.parameter_span).',
    ),
    gap_count: bigint('Gaps from which it was taken.'),
  },
  audits: [between('typical_gap_days', 1, null), between('gap_count', 1, null)],
})
