import { defineTests } from 'memberhouse'

const campaign = { campaign_id: 'C1', business_line: 'food', starts_on: '2026-03-02', ends_on: '2026-03-16' }

export default defineTests('dwd.dim_campaign', [
  {
    name: 'a campaign sums up its arms; without a holdout the share is 0, without arms it is not known',
    given: {
      'ods.campaign': [campaign, { ...campaign, campaign_id: 'C2' }, { ...campaign, campaign_id: 'C3' }],
      'dwd.dim_campaign_arm': [
        { campaign_id: 'C1', planned_share: 0.3, is_holdout: true },
        { campaign_id: 'C1', planned_share: 0.35, is_holdout: false },
        { campaign_id: 'C1', planned_share: 0.35, is_holdout: false },
        { campaign_id: 'C2', planned_share: 1, is_holdout: false },
        { campaign_id: 'C9', planned_share: 1, is_holdout: false },
      ],
    },
    expect: [
      { campaign_id: 'C1', ends_before: '2026-03-16', arm_count: 3, planned_share: 1, holdout_share: 0.3 },
      { campaign_id: 'C2', ends_before: '2026-03-16', arm_count: 1, planned_share: 1, holdout_share: 0 },
      { campaign_id: 'C3', ends_before: '2026-03-16', arm_count: 0, planned_share: null, holdout_share: null },
    ],
  },
  {
    name: 'while no arm has arrived, their number is unknown',
    given: { 'ods.campaign': [campaign] },
    expect: [{ campaign_id: 'C1', arm_count: null, planned_share: null, holdout_share: null }],
  },
])
