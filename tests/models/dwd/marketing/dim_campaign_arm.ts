import { defineTests } from 'memberhouse'

const arm = { campaign_id: 'C1', planned_share: 0.5, face_amount: 0, threshold_amount: 0, cost_amount: 0.05, currency: 'CNY' }

export default defineTests('dwd.dim_campaign_arm', [
  {
    name: 'a holdout has no channel',
    given: {
      'ods.campaign_arm': [
        { ...arm, arm: 'holdout', is_holdout: true, channel: null },
        { ...arm, arm: 'message', is_holdout: false, channel: 'sms' },
      ],
    },
    expect: [
      { ...arm, arm: 'holdout', is_holdout: true, channel: null },
      { ...arm, arm: 'message', is_holdout: false, channel: 'sms' },
    ],
  },
])
