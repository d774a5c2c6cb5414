import { accepted, between, bigint, computed, defineModel, double, expression, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_churn_score',
  grain: ['one_id', 'business_line'],
  kind: computed('statistics/churn/member_churn_score.ts'),
  doc:
    'What the churn model of the month (dws.churn_fit) says of each member who bought and has not left: for all business lines (`*`), and for each ' +
    'line where the member bought. Intermediate model for ads.member_churn.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    no_order_probability_90d: double('Probability of no order in the 90 days from as_of on; null while there is no model.', {
      nullable: true,
    }),
    unpredicted_reason: text('Why there is no model: the status of dws.churn_fit; null where there is one.', { nullable: true }),
    strongest_reason: text(
      'silence, rhythm, engagement, discounts, returns, points, value or tenure: what raises the probability most, compared with the mean ' +
        'member. Null if nothing raises it.',
      { nullable: true },
    ),
    reasons_zh: text('At most three reasons with their figures, the strongest first, in Chinese.', { nullable: true }),
    reasons_en: text('At most three reasons with their figures, the strongest first.', { nullable: true }),
  },
  audits: [
    between('no_order_probability_90d', 0, 1),
    accepted('strongest_reason', ['silence', 'rhythm', 'engagement', 'discounts', 'returns', 'points', 'value', 'tenure']),
    expression('predicted or with a reason why not', '(no_order_probability_90d is null) = (unpredicted_reason is not null)'),
    {
      name: 'everyone who is judged is here',
      severity: 'error',
      failing: `select features.one_id, features.business_line
          from dws.member_churn_feature as features
          where features.judged_on = warehouse.as_of() and not exists (
              select from {rows} as scored where scored.one_id = features.one_id and scored.business_line = features.business_line
          )`,
    },
  ],
})
