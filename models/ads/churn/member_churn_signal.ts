import { bigint, boolean, defineModel, expression, full, numeric, text } from 'memberhouse'
import figure from '../../dws/churn/member_churn_figure.ts'

const { one_id, business_line, stage, dormant_zh, dormant_en, ...figures } = figure.columns

export default defineModel({
  name: 'ads.member_churn_signal',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'What speaks for losing a member, as of as_of: the signals, their figures, and a sentence for each. One row for each member who bought, for ' +
    'all business lines (`*`) and for each line where the member bought. dws.member_risk_span has the same for the last 24 month starts. The ' +
    'rows hold dates, not ages: they change only when something happens.',
  columns: {
    one_id,
    business_line,
    stage,
    is_at_risk: boolean('The weight of the signals reaches churn_risk_weight_count (dwd.parameter_span), and the member is not churned.'),
    risk_weight: numeric(
      'Weight of the signals (dwd.churn_signal): a score to sort by. A silence weighs half more at twice its bound, and twice at four times.',
    ),
    signal_count: bigint('Number of signals.'),
    signals: text(
      'The signals with commas, the strongest first: overdue, acts_stopped, acts_fallen, lengthening_intervals, third_purchase_stop, ' +
        'launch_only, points_unused, benefits_unused. Null without one.',
      { nullable: true },
    ),
    strongest_signal: text('The first of them.', { nullable: true }),
    strongest_label_zh: text('Its name in Chinese.', { nullable: true }),
    strongest_label_en: text('Its name.', { nullable: true }),
    reason_zh: text('A sentence in Chinese for each signal, the strongest first.', { nullable: true }),
    reason_en: text('A sentence for each signal, the strongest first.', { nullable: true }),
    dormant_zh,
    dormant_en,
    ...figures,
    rules_version: text('Version of the rules (dws.churn_rule).'),
  },
  audits: [
    expression('a churned member is not at risk', "not (is_at_risk and stage = 'churned')"),
    expression('risk has a reason', 'not is_at_risk or reason_en is not null'),
    expression('as many reasons as signals', "signal_count = coalesce(cardinality(string_to_array(signals, ',')), 0)"),
  ],
})
