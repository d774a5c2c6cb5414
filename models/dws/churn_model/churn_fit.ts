import { accepted, between, bigint, boolean, computed, date, defineModel, expression, jsonb, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.churn_fit',
  grain: ['business_line', 'month_on'],
  kind: computed('statistics/churn/churn_fit.ts', { store: 'changes', heavy: true }),
  remembers: true,
  doc:
    'The churn model of each business line and month: a logistic regression of no order within 90 days on what dws.member_churn_feature knows. ' +
    'Made once, on the first night of the month, from outcomes that were known then; a late row does not change it. Its scores are those of a ' +
    'model that had not seen the members that it was tested on (dws.churn_period).',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('First day of the month whose members are scored with it.'),
    is_backfilled: boolean('Made later than in its month: for the month before that of the first build.'),
    status: text(
      'fitted; or why there is no model: too_short_history (nobody to learn from), too_few_members (below 500), too_few_churners or ' +
        'too_few_buyers (below 5 for each feature).',
    ),
    member_count: bigint('Members that it learned from first.'),
    churner_count: bigint('Those of them without an order in the next 90 days.'),
    tested_member_count: bigint('Members that it was tested on.'),
    tested_churner_count: bigint('Those of them without an order in the next 90 days.'),
    auc: numeric('Area under the curve of the test.', { nullable: true }),
    silence_auc: numeric('That of the days without a purchase alone.', { nullable: true }),
    brier: numeric('Mean squared difference between probability and outcome (Brier 1950).', { nullable: true }),
    lift: numeric('Churners in the tenth with the highest probabilities / in all.', { nullable: true }),
    predicted_rate: numeric('Mean probability of the test.', { nullable: true }),
    observed_rate: numeric('Share without an order.', { nullable: true }),
    ridge: numeric('Penalty on the coefficients, chosen by cross-validation.', { nullable: true }),
    calibration: text('platt, or isotonic from 1,000 members of each outcome.', { nullable: true }),
    parameters: jsonb('Coefficients, scales and calibration (statistics/churn/learn.ts).', { nullable: true }),
  },
  audits: [
    accepted('status', ['fitted', 'too_short_history', 'too_few_members', 'too_few_churners', 'too_few_buyers']),
    between('auc', 0, 1),
    between('predicted_rate', 0, 1),
    expression('fitted with its parameters', "(status = 'fitted') = (parameters is not null)"),
    {
      name: 'the churn model knows less than the days of silence',
      severity: 'warn',
      failing: `select business_line, month_on, auc, silence_auc from {rows} as fits
          where auc < silence_auc and month_on = date_trunc('month', warehouse.as_of())`,
    },
  ],
})
