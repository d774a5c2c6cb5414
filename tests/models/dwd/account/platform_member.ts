import { defineTests } from 'memberhouse'

const won = { acquired_by: 'advertisement', acquisition_campaign: 'feed_ads-2026-01', acquisition_guide_id: null }
const member = { phone: '138****1234', member_no: 'M5', city: '上海', is_current: true, source_line: 2, ...won }
const kept = { ...member, receiver_name: '李**', receiver_phone: '139****1234' }

export default defineTests('dwd.platform_member', [
  {
    name: 'each platform names its buyers in its own way; the marketplace writes local times',
    given: {
      'dwd.source_setting': [{ source: 'marketplace', time_zone: 'Asia/Shanghai' }],
      'registry.ods_shop_member': [
        {
          ...{ ...member, buyer_id: '22', name: '李**', receiver_phone: '139****1234', batch_id: 1 },
          ...{ joined_at: '2026-01-01 07:00', updated_at: '2026-01-02 07:00' },
        },
      ],
      'registry.ods_douyin_member': [
        { ...kept, open_id: '_0001', batch_id: 2, joined_at: '2026-01-01T07:00+08', updated_at: '2026-01-02T07:00+08' },
      ],
      'registry.ods_official_account_follower': [
        {
          ...{ openid: 'o1', unionid: 'u1', is_current: true, batch_id: 4, source_line: 2 },
          ...{ followed_at: '2026-01-01T07:00+08', unfollowed_at: '2026-02-01T07:00+08', updated_at: '2026-01-02T07:00+08' },
        },
      ],
      'registry.ods_jd_member': [
        { ...kept, pin: 'jd_1', batch_id: 3, joined_at: '2026-01-01T07:00+08', updated_at: '2026-01-02T07:00+08', is_current: false },
      ],
    },
    expect: [
      { ...kept, source: 'marketplace', source_account_id: '22', open_id: null },
      { ...kept, source: 'douyin', source_account_id: '_0001', open_id: 'douyin:_0001' },
      { ...kept, source: 'jd', source_account_id: 'jd_1', open_id: 'jd:jd_1', is_current: false },
      {
        ...{ source: 'official_account', source_account_id: 'o1', open_id: 'official_account:o1', unionid: 'u1', is_current: true },
        ...{ phone: null, cancelled_at: '2026-01-31T23:00Z', source_line: 2 },
      },
    ].map((row) => ({ unionid: null, cancelled_at: null, ...row, joined_at: '2025-12-31T23:00Z', updated_at: '2026-01-01T23:00Z' })),
  },
])
