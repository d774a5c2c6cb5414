import { date, defineModel, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.campaign',
  grain: ['campaign_id'],
  kind: source({ files: 'campaign_20*.csv', key: ['campaign_id'], deletion: wholeFile() }),
  doc: 'Marketing campaigns, as they were planned; the whole list in each file.',
  columns: {
    campaign_id: text('Number of the campaign.'),
    campaign_name: text('Name in Chinese.'),
    goal: text('repurchase, replenish, win_back, launch or festival.'),
    business_line: text('beauty or food.'),
    audience: text('Who was meant, in words.'),
    assigned_on: date('Day on which members were drawn into the arms (ods.campaign_assignment).'),
    starts_on: date('First day of sending.'),
    ends_on: date('First day after the last one on which results count.'),
    primary_metric: text('What it is judged by: ordered_14d, whether the member ordered within 14 days of assignment.'),
    declared_effect: numeric('Relative rise of the primary metric that was hoped for when it was planned: 0.2 is a fifth more.'),
  },
})
