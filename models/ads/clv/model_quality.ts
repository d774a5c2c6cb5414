import { bigint, boolean, date, defineModel, expression, full, jsonb, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.model_quality',
  grain: ['business_line', 'month_on', 'contender'],
  kind: full({ store: 'changes' }),
  doc:
    'How well each model of orders and each baseline predicted, by business line and month: champion and challengers with their parameters, ' +
    'likelihoods and scores on the 90 days before the month, as remembered (dws.clv_fit). docs/marts/clv.md.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('First day of the month.'),
    contender: text('Model or baseline.'),
    place: bigint('Place by Poisson deviance among those that forecast counts; null for rankings, or without a holdout.', {
      nullable: true,
    }),
    is_champion: boolean('Predicts the orders of the month.'),
    chosen_because: text('Of the champion: holdout, fallback_by_bic or gate.', { nullable: true }),
    is_backfilled: boolean('Made later than in its month.'),
    status: text('fitted, baseline, or why it is not used.'),
    holdout_status: text('tried, or why not.', { nullable: true }),
    customer_count: bigint('Members that it was fitted to.'),
    repeat_customer_count: bigint('Those of them with a repeat purchase.'),
    log_likelihood: numeric('Its maximum.', { nullable: true }),
    bic: numeric("Schwarz' criterion: less is better.", { nullable: true }),
    parameters: jsonb('What predicts; times in weeks.', { nullable: true }),
    tested_customer_count: bigint('Members in the holdout.', { nullable: true }),
    actual_order_count: bigint('Their purchases in it.', { nullable: true }),
    expected_order_count: numeric('What was expected.', { nullable: true }),
    bias: numeric('Expected / actual - 1.', { nullable: true }),
    poisson_deviance: numeric('Mean Poisson deviance of the counts: less is better.', { nullable: true }),
    auc: numeric('Area under the curve of the probability of no purchase.', { nullable: true }),
    gini: numeric('2 × auc - 1.', { nullable: true }),
    brier: numeric('Mean squared difference between this probability and the outcome.', { nullable: true }),
    recency_auc: numeric('The area that the days since the last purchase alone reach.', { nullable: true }),
  },
  audits: [
    expression('a champion by holdout was tried', "(chosen_because <> 'holdout' or holdout_status = 'tried') is not false"),
    {
      name: 'the champion predicts worse than everybody at the mean rate',
      severity: 'warn',
      failing: `select quality.business_line, quality.month_on, quality.contender, quality.poisson_deviance
          from {rows} as quality
          inner join {rows} as baseline using (business_line, month_on)
          where quality.is_champion and baseline.contender = 'mean'
              and quality.poisson_deviance > baseline.poisson_deviance
              and month_on = date_trunc('month', warehouse.as_of())`,
    },
  ],
})
