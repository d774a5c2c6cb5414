import { defineTests } from 'memberhouse'

const platformMember = { source: 'marketplace', source_account_id: '1', is_current: true }
const nobody = { acquired_by: null, acquisition_campaign: null, acquisition_guide_id: null, inviter_account_key: null }
const m5 = '-9083156397143191188'

export default defineTests('dwd.registered_account', [
  {
    name: 'stores write times without a zone, platforms show their current state, and only app, crm, wecom and the official account report that an account was closed',
    given: {
      'dwd.source_setting': [{ source: 'pos', time_zone: 'Asia/Urumqi' }],
      'dwd.platform_member': [
        { ...platformMember, joined_at: '2026-01-01T07:00+08', updated_at: '2026-01-01T07:00+08', is_current: false },
        { ...platformMember, joined_at: '2026-01-01T07:00+08', updated_at: '2026-01-02T07:00+08' },
        {
          ...{ ...platformMember, source: 'official_account', source_account_id: 'o8', joined_at: '2026-01-01T07:00+08' },
          cancelled_at: '2026-02-01T07:00+08',
        },
      ],
      'ods.pos_member': [{ card_no: '2', joined_at: '2026-01-01 07:00', updated_at: '2026-01-02 07:00' }],
      'ods.mini_member': [{ openid: 'o3', registered_at: '2026-01-01T07:00+08', updated_at: '2026-01-02T07:00+08' }],
      'ods.app_member': [
        { app_user_id: '4', registered_at: '2026-01-01T07:00+08', cancelled_at: '2026-02-01T07:00+08', updated_at: '2026-02-01T07:00+08' },
      ],
      'ods.crm_member': [{ member_no: 'M5', joined_at: '2026-01-01T07:00+08', cancelled_at: '2026-02-01T07:00+08' }],
      'ods.wecom_contact': [{ external_userid: 'w6', added_at: '2026-01-01T07:00+08', deleted_at: '2026-02-01T07:00+08' }],
    },
    expect: [
      {
        source: 'marketplace',
        source_account_id: '1',
        joined_at: '2025-12-31T23:00Z',
        cancelled_at: null,
        updated_at: '2026-01-01T23:00Z',
      },
      { source: 'pos', source_account_id: '2', joined_at: '2026-01-01T01:00Z', cancelled_at: null, updated_at: '2026-01-02T01:00Z' },
      { source: 'mini', source_account_id: 'o3', joined_at: '2025-12-31T23:00Z', cancelled_at: null, updated_at: '2026-01-01T23:00Z' },
      {
        source: 'app',
        source_account_id: '4',
        joined_at: '2025-12-31T23:00Z',
        cancelled_at: '2026-01-31T23:00Z',
        updated_at: '2026-01-31T23:00Z',
      },
      { source: 'crm', source_account_id: 'M5', joined_at: '2025-12-31T23:00Z', cancelled_at: '2026-01-31T23:00Z', updated_at: null },
      {
        ...{ source: 'official_account', source_account_id: 'o8', joined_at: '2025-12-31T23:00Z' },
        ...{ cancelled_at: '2026-01-31T23:00Z', updated_at: null },
      },
      { source: 'wecom', source_account_id: 'w6', joined_at: '2025-12-31T23:00Z', cancelled_at: '2026-01-31T23:00Z', updated_at: null },
    ],
  },
  {
    name: 'each member file says how an account was won; an invitation names a number of the member centre',
    given: {
      'dwd.source_setting': [{ source: 'pos', time_zone: 'Asia/Shanghai' }],
      'dwd.platform_member': [
        { ...platformMember, joined_at: '2026-01-01T07:00+08', acquired_by: 'advertisement', acquisition_campaign: 'feed_ads-2026-01' },
      ],
      'ods.pos_member': [{ card_no: '2', joined_at: '2026-01-01 07:00', acquired_by: 'guide', acquisition_guide_id: 'G1' }],
      'ods.mini_member': [{ openid: 'o3', registered_at: '2026-01-01T07:00+08', acquired_by: 'invitation', invited_by: 'M5' }],
      'ods.app_member': [{ app_user_id: '4', registered_at: '2026-01-01T07:00+08', acquired_by: 'invitation', invited_by: 'M5' }],
      'ods.crm_member': [
        { member_no: 'M5', joined_at: '2026-01-01T07:00+08' },
        { member_no: 'M6', joined_at: '2026-01-01T07:00+08', acquired_by: 'invitation', referrer_member_no: 'M5' },
      ],
      'ods.wecom_contact': [
        { external_userid: 'w7', guide_userid: 'G2', added_at: '2026-01-01T07:00+08', acquired_by: 'guide', acquisition_guide_id: 'G1' },
      ],
    },
    expect: [
      { source: 'marketplace', source_account_id: '1', ...nobody, acquired_by: 'advertisement', acquisition_campaign: 'feed_ads-2026-01' },
      { source: 'pos', source_account_id: '2', ...nobody, acquired_by: 'guide', acquisition_guide_id: 'G1' },
      { source: 'mini', source_account_id: 'o3', ...nobody, acquired_by: 'invitation', inviter_account_key: m5 },
      { source: 'app', source_account_id: '4', ...nobody, acquired_by: 'invitation', inviter_account_key: m5 },
      { source: 'crm', source_account_id: 'M5', ...nobody },
      { source: 'crm', source_account_id: 'M6', ...nobody, acquired_by: 'invitation', inviter_account_key: m5 },
      { source: 'wecom', source_account_id: 'w7', ...nobody, acquired_by: 'guide', acquisition_guide_id: 'G1' },
    ],
  },
])
