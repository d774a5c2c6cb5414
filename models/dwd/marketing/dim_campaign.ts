import { between, bigint, conserves, date, defineModel, expression, full, numeric, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_campaign',
  grain: ['campaign_id'],
  kind: full({ store: 'changes' }),
  doc: 'Marketing campaigns as planned, with a summary of their arms (dwd.dim_campaign_arm). Not filtered by `as_of`.',
  columns: {
    campaign_id: text('Campaign number.'),
    campaign_name: text('Name.', { nullable: true }),
    goal: text(
      'repurchase, replenish, win_back, launch, festival, or an experiment: benefit_test, channel_test, discount_test or hour_test.',
      { nullable: true },
    ),
    business_line: text('Business line (dwd.business_line); null if the plan names none.', { nullable: true }),
    audience: text('Audience, as free text.', { nullable: true }),
    assigned_on: date('Day on which members were assigned to arms (dwd.fct_assignment).', { nullable: true }),
    starts_on: date('First day of sending.', { nullable: true }),
    ends_before: date('First day after the days in which results count.', { nullable: true }),
    primary_metric: text('Success metric, such as ordered_14d: whether the member ordered within 14 days of assignment.', {
      nullable: true,
    }),
    declared_effect: numeric('Relative increase of the primary metric that the plan expects: 0.2 is 20 % more.', { nullable: true }),
    arm_count: bigint('Arms, including holdouts; null while no list of arms has arrived.', { nullable: true }),
    planned_share: numeric('Sum of the planned shares of the arms: 1 for a whole plan; null without arms.', { nullable: true }),
    holdout_share: numeric('Planned share of the holdouts; 0 if there is none, so that no effect can be measured. Null without arms.', {
      nullable: true,
    }),
  },
  audits: [
    conserves('ods.campaign'),
    warn(expression('it ends after it starts', 'starts_on < ends_before')),
    warn(expression('assigned before it ends', 'assigned_on < ends_before')),
    warn(expression('the planned shares add up to 1', 'abs(planned_share - 1) < 0.01')),
    warn(between('arm_count', 2, null)),
    warn(expression('a known business line', 'business_line in (select business_line.business_line from dwd.business_line)')),
  ],
})
