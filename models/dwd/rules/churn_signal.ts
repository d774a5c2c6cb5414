import { accepted, between, date, defineModel, expression, integer, numeric, seed, text } from 'memberhouse'

const signals = [
  ...['overdue', 'acts_stopped', 'acts_fallen', 'lengthening_intervals', 'third_purchase_stop', 'launch_only'],
  ...['points_unused', 'benefits_unused'],
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
      'overdue, acts_stopped, acts_fallen, lengthening_intervals, third_purchase_stop, launch_only, points_unused or benefits_unused ' +
        '(ads.member_churn_signal).',
    ),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    bound: numeric(
      'overdue: share of the silence that makes dormant. acts_stopped, points_unused, benefits_unused: days. acts_fallen: share of the acts ' +
        'before. lengthening_intervals: factor. third_purchase_stop: purchases. launch_only: share of the purchases.',
    ),
    weight: integer('What the signal adds to the weight that makes at risk (the parameter churn_risk_weight_count); 0: it is shown only.'),
    reason_zh: text('Sentence in Chinese that says why. `%n$s` stands for figure n of those listed at reason_en.'),
    reason_en: text(
      'Sentence that says why. Figures: 1 last purchase, 2 purchases, 3 usual days between two, 4 own gap, 5 typical gap; 6 last act, ' +
        '7 days with an act in two full months, 8 in the four before; 9 shorter one of the last two gaps, 10 gap before; 11 purchases ' +
        'after a launch, 12 next launch; 13 points, 14 unused since, 15 benefits, 16 unused since.',
    ),
  },
  audits: [
    accepted('signal', signals),
    expression('a bound above 0', 'bound > 0'),
    expression(
      'only figures 1 to 16 in the sentences',
      "regexp_replace(reason_zh || reason_en, '%([1-9]|1[0-6])[$]s', '', 'g') not like '%\\%%'",
    ),
    between('weight', 0, null),
    expression('a share is at most 1', "bound <= 1 or signal not in ('overdue', 'acts_fallen', 'launch_only')"),
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    {
      ...{ name: 'each signal has a row for `*` from 2000-01-01 on', severity: 'error' },
      failing:
        `select signal from (values ${signals.map((signal) => `('${signal}')`).join(', ')}) as listed (signal) where not exists ` +
        "(select from {rows} as row where row.business_line = '*' and row.signal = listed.signal and row.effective_from <= '2000-01-01')",
    },
  ],
})
