import { date, defineModel, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.campaign',
  grain: ['campaign_id'],
  kind: source({ files: 'campaign_20*.csv', key: ['campaign_id'], deletion: wholeFile() }),
  doc: 'Marketing campaigns as planned. Each file holds the whole list.',
  columns: {
    campaign_id: text('Campaign number.'),
    campaign_name: text('Name in Chinese.'),
    goal: text(
      'repurchase, replenish, win_back, launch, festival, or an experiment: benefit_test, channel_test, discount_test or hour_test.',
    ),
    business_line: text('beauty or food.'),
    audience: text('Audience, as free text.'),
    assigned_on: date('Day on which members were assigned to arms (ods.campaign_assignment).'),
    starts_on: date('First day of sending.'),
    ends_on: date('First day after the days in which results count.'),
    primary_metric: text('Success metric, such as ordered_14d: whether the member ordered within 14 days of assignment.'),
    declared_effect: numeric('Relative increase of the primary metric that the plan expects: 0.2 is 20 % more.'),
  },
})
