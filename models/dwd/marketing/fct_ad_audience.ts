import { between, conserves, date, defineModel, expression, full, integer, numeric, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_ad_audience',
  grain: ['platform', 'campaign_id', 'segment', 'reported_on'],
  kind: full({ store: 'changes' }),
  doc:
    'Audiences that were uploaded to advertising platforms, by day: how many members, how many the platform found, their clicks and the ' +
    'cost. Counts are of a day: members are the same on each day of an audience and do not add up over days. Not filtered by `as_of`: ' +
    'readers filter with `reported_on < as_of`.',
  columns: {
    platform: text('Platform: ocean_engine (Douyin), tencent_ads or alimama (marketplace).'),
    campaign_id: text('Campaign (dwd.dim_campaign).'),
    segment: text('Name of the segment whose members were uploaded.'),
    reported_on: date('Business day.'),
    business_line: text('Business line of the campaign; null without a known campaign.', { nullable: true }),
    uploaded_count: integer('Members in the uploaded audience.', { nullable: true }),
    matched_count: integer('Those of them whom the platform found; null if it does not say.', { nullable: true }),
    click_count: integer('Clicks on that day; null if not counted.', { nullable: true }),
    cost_amount: numeric('Cost of that day; null if not reported.', { nullable: true }),
    currency: text('ISO 4217 code of cost_amount.', { nullable: true }),
  },
  audits: [
    conserves('ods.ad_audience'),
    conserves('ods.ad_audience', 'sum(cost_amount)'),
    warn(expression('no more members matched than uploaded', 'coalesce(matched_count <= uploaded_count, true)')),
    warn(expression('an amount with a currency', 'num_nulls(cost_amount, currency) <> 1')),
    warn(between('cost_amount', 0, null)),
    warn(expression('a known campaign with a business line', 'business_line is not null')),
  ],
})
