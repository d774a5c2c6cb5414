import { date, defineModel, integer, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.ad_audience',
  grain: ['platform', 'campaign_id', 'segment', 'reported_on'],
  kind: source({
    files: 'ad_audience_20*.csv',
    key: ['platform', 'campaign_id', 'segment', 'reported_on'],
    deletion: wholeFile(),
  }),
  doc:
    'What advertising platforms report of the audiences that were uploaded to them, by day. Each file holds all days. Platforms tell no ' +
    'person apart: there are counts only.',
  columns: {
    platform: text('Platform: ocean_engine (Douyin), tencent_ads or alimama (marketplace).'),
    campaign_id: text('Campaign that the audience is for (ods.campaign).'),
    segment: text('Name of the segment whose members were uploaded.'),
    reported_on: date('Day in Asia/Shanghai.'),
    uploaded_count: integer('Members in the uploaded audience on that day.'),
    matched_count: integer('Those of them whom the platform found among its users; empty if it does not say.'),
    click_count: integer('Clicks of the matched members on that day.'),
    cost_amount: numeric('Cost of that day.'),
    currency: text('ISO 4217 code of cost_amount.'),
  },
})
