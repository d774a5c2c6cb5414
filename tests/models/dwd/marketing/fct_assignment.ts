import { defineTests } from 'memberhouse'

const assignment = { campaign_id: 'C1', member_no: 'M1', arm: 'message', assigned_at: '2026-03-01T09:00+08' }
const given = {
  'dwd.source_setting': [{ source: 'crm', time_zone: 'Asia/Shanghai' }],
  'ods.campaign': [{ campaign_id: 'C1', business_line: 'beauty' }],
  'dwd.dim_campaign_arm': [
    { campaign_id: 'C1', arm: 'holdout', is_holdout: true },
    { campaign_id: 'C1', arm: 'message', is_holdout: false },
  ],
}

export default defineTests('dwd.fct_assignment', [
  {
    name: 'an assignment knows whether its arm is the holdout; campaigns and arms that have not arrived are not known',
    given: {
      ...given,
      'ods.campaign_assignment': [
        { ...assignment, assigned_at: '2026-03-01T23:59+08' },
        { ...assignment, member_no: 'M2', arm: 'holdout' },
        { ...assignment, member_no: 'M3', arm: 'coupon' },
        { ...assignment, campaign_id: 'C2' },
      ],
    },
    expect: [
      { campaign_id: 'C1', member_no: 'M1', is_holdout: false, business_line: 'beauty', is_earliest: true, assigned_on: '2026-03-01' },
      { campaign_id: 'C1', member_no: 'M2', is_holdout: true, business_line: 'beauty', is_earliest: true, assigned_on: '2026-03-01' },
      { campaign_id: 'C1', member_no: 'M3', is_holdout: null, business_line: 'beauty', is_earliest: true, assigned_on: '2026-03-01' },
      { campaign_id: 'C2', member_no: 'M1', is_holdout: null, business_line: null, is_earliest: true, assigned_on: '2026-03-01' },
    ],
  },
  {
    name: 'the earliest of two assignments counts, whichever came last, and the other is flagged',
    given: {
      ...given,
      'ods.campaign_assignment': [
        { ...assignment, assigned_at: '2026-03-01T10:00+08' },
        { ...assignment, arm: 'holdout' },
        { ...assignment, member_no: 'M2' },
        { ...assignment, member_no: 'M2', assigned_at: '2026-03-02T09:00+08' },
      ],
    },
    expect: [
      { member_no: 'M1', arm: 'message', assigned_at: '2026-03-01T10:00+08', is_earliest: false, has_other_arm: true },
      { member_no: 'M1', arm: 'holdout', assigned_at: '2026-03-01T09:00+08', is_earliest: true, has_other_arm: true },
      { member_no: 'M2', arm: 'message', assigned_at: '2026-03-01T09:00+08', is_earliest: true, has_other_arm: false },
      { member_no: 'M2', arm: 'message', assigned_at: '2026-03-02T09:00+08', is_earliest: false, has_other_arm: false },
    ],
  },
  {
    name: 'at the same moment the first arm by name counts',
    given: { ...given, 'ods.campaign_assignment': [assignment, { ...assignment, arm: 'holdout' }] },
    expect: [
      { arm: 'message', is_earliest: false, has_other_arm: true },
      { arm: 'holdout', is_earliest: true, has_other_arm: true },
    ],
  },
])
