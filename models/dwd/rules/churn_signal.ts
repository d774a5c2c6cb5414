import { accepted, between, date, defineModel, expression, integer, numeric, seed, text } from 'memberhouse'

const signals = [
  ...['overdue', 'acts_stopped', 'acts_fallen', 'lengthening_intervals', 'third_purchase_stop', 'launch_only'],
  'rewards_unused',
]

export default defineModel({
  name: 'dwd.churn_signal',
  grain: ['business_line', 'effective_from', 'signal'],
  kind: seed('seeds/rules/churn_signal.csv'),
  doc:
    'What makes a member at risk: the bound of each signal, and how much it weighs. The newest row of a business line that is in force ' +
    'counts, else the one of `*`.',
  columns: {
    business_line: text('Business line (dwd.business_line); `*` for all of them, and for each line without a row of its own.'),
    effective_from: date('First business day of the row.'),
    signal: text(
      'overdue, acts_stopped, acts_fallen, lengthening_intervals, third_purchase_stop, launch_only or rewards_unused ' +
        '(ads.member_churn_signal).',
    ),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    bound: numeric(
      'overdue: share of the silence that makes dormant. acts_stopped, rewards_unused: days. acts_fallen: share of the acts ' +
        'before. lengthening_intervals: factor. third_purchase_stop: purchases. launch_only: share of the purchases.',
    ),
    weight: integer('What the signal adds to the weight that makes at risk (the parameter churn_risk_weight_count); 0 turns it off.'),
  },
  audits: [
    accepted('signal', signals),
    between('bound', 0, null),
    between('weight', 0, null),
    expression('a share is at most 1', "bound <= 1 or signal not in ('overdue', 'acts_fallen', 'launch_only')"),
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    {
      ...{ name: 'each signal has a row for all lines', severity: 'error' },
      failing: `select count(*) as found from {rows} as row where row.business_line = '*'
          having count(distinct row.signal) <> ${signals.length}`,
    },
  ],
})
