import { defineTests } from 'memberhouse'

const day = {
  ...{ platform: 'ocean_engine', campaign_id: 'C1', segment: 'win_back', reported_on: '2026-03-01', uploaded_count: 300 },
  ...{ matched_count: 170, click_count: 12, cost_amount: 33.5, currency: 'CNY' },
}
const silent = { ...day, platform: 'alimama', campaign_id: 'C9', matched_count: null, click_count: null, cost_amount: null, currency: null }

export default defineTests('dwd.fct_ad_audience', [
  {
    name: 'an audience has the business line of its campaign; what a platform does not report is not zero',
    given: {
      'dwd.dim_campaign': [{ campaign_id: 'C1', business_line: 'beauty' }],
      'ods.ad_audience': [day, silent],
    },
    expect: [
      { ...day, business_line: 'beauty' },
      { ...silent, business_line: null },
    ],
  },
])
