import { between, bigint, boolean, computed, date, defineModel, expression, jsonb, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.clv_fit',
  grain: ['business_line', 'month_on', 'contender'],
  kind: computed('statistics/clv/clv_fit.ts', { store: 'changes', heavy: true }),
  remembers: true,
  doc:
    'The models of how members order, fitted for each business line and month to the purchases before the month, and how they and five baselines ' +
    'predicted the 90 days before it (docs/clv.md). Made once, on the first night of the month; a late row does not change it. The first build also ' +
    'makes the two months before.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('First day of the month whose members are scored with it.'),
    contender: text('A model (nbd, bg_nbd, mbg_nbd, pareto_nbd, cnbd_k), a baseline, or gamma_gamma, which predicts amounts.'),
    is_backfilled: boolean('Made later than in its month: for the months before that of the first build.'),
    is_champion: boolean('Predicts the orders of the month.'),
    chosen_because: text('Of the champion: holdout; fallback_by_bic, not validated; or gate, everybody at the mean rate.', {
      nullable: true,
    }),
    status: text('fitted, baseline, or why it is not used: the gate that was closed, or the boundary of the likelihood.'),
    holdout_status: text('tried, or why not.', { nullable: true }),
    customer_count: bigint('Members with a purchase before the month.'),
    repeat_customer_count: bigint('Those of them with a repeat purchase.'),
    parameters: jsonb('What predicts; times in weeks.', { nullable: true }),
    standard_errors: jsonb('Of the fitted parameters; null where the likelihood is flat.', { nullable: true }),
    log_likelihood: numeric('Its maximum.', { nullable: true }),
    bic: numeric("Schwarz' criterion: less is better.", { nullable: true }),
    is_used: boolean('Could become champion: it forecasts counts by itself.'),
    tested_customer_count: bigint('Members who had bought before the holdout.', { nullable: true }),
    actual_order_count: bigint('Their purchases in it.', { nullable: true }),
    expected_order_count: numeric('What was expected.', { nullable: true }),
    bias: numeric('Expected / actual - 1.', { nullable: true }),
    poisson_deviance: numeric('Mean Poisson deviance of the counts: less is better.', { nullable: true }),
    mean_absolute_error: numeric('Of the counts.', { nullable: true }),
    auc: numeric('Area under the curve of the probability of no purchase.', { nullable: true }),
    brier: numeric('Mean squared difference between this probability and the outcome.', { nullable: true }),
  },
  audits: [
    between('auc', 0, 1),
    between('brier', 0, 1),
    expression('the champion has a reason', 'is_champion = (chosen_because is not null)'),
    {
      name: 'one champion',
      severity: 'error',
      failing: `select business_line, month_on, count(*) filter (where is_champion) as champions from {rows} as fits
          group by business_line, month_on having count(*) filter (where is_champion) <> 1`,
    },
  ],
})
