import { defineTests } from 'memberhouse'

const settings = [{ source: 'crm', time_zone: 'Asia/Shanghai' }]
const grant = {
  member_no: 'M1',
  benefit: 'birthday_gift',
  reason: 'birthday',
  granted_at: '2026-06-01T00:00:00+08:00',
  expires_on: '2026-07-01',
  cost_amount: 38,
  currency: 'CNY',
}

export default defineTests('dwd.fct_benefit_grant', [
  {
    name: 'a benefit costs something once it is used, and is used late from the day on which it expires',
    given: {
      'dwd.source_setting': settings,
      'ods.benefit_grant': [
        { ...grant, grant_id: 'G1' },
        { ...grant, grant_id: 'G2', used_at: '2026-06-30T23:59:59+08:00' },
        { ...grant, grant_id: 'G3', used_at: '2026-07-01T00:00:00+08:00' },
        { ...grant, grant_id: 'G4', used_at: '2026-07-01T00:00:00+08:00', expires_on: null, cost_amount: null },
      ],
    },
    expect: [
      { grant_id: 'G1', granted_on: '2026-06-01', used_on: null, cost_amount: 0, offered_cost_amount: 38, is_used_late: false },
      { grant_id: 'G2', granted_on: '2026-06-01', used_on: '2026-06-30', cost_amount: 38, offered_cost_amount: 38, is_used_late: false },
      { grant_id: 'G3', granted_on: '2026-06-01', used_on: '2026-07-01', cost_amount: 38, offered_cost_amount: 38, is_used_late: true },
      {
        grant_id: 'G4',
        granted_on: '2026-06-01',
        used_on: '2026-07-01',
        cost_amount: null,
        offered_cost_amount: null,
        is_used_late: false,
      },
    ],
  },
  {
    name: 'a benefit of an arm names its campaign, and its cost counts when it is used',
    given: {
      'dwd.source_setting': settings,
      'ods.benefit_grant': [
        { ...grant, grant_id: 'G1', benefit: 'trial_set', reason: 'campaign', campaign_id: 'C1', cost_amount: 25 },
        { ...grant, grant_id: 'G2', reason: 'campaign', campaign_id: 'C1', cost_amount: 25, used_at: '2026-06-02T10:00:00+08:00' },
      ],
    },
    expect: [
      { grant_id: 'G1', reason: 'campaign', campaign_id: 'C1', cost_amount: 0, offered_cost_amount: 25 },
      { grant_id: 'G2', reason: 'campaign', campaign_id: 'C1', cost_amount: 25, offered_cost_amount: 25 },
    ],
  },
  {
    name: 'a grant without a member or a moment is kept',
    given: { 'dwd.source_setting': settings, 'ods.benefit_grant': [{ ...grant, grant_id: 'G1', member_no: null, granted_at: null }] },
    expect: [{ grant_id: 'G1', account_key: null, granted_on: null, benefit: 'birthday_gift' }],
  },
])
