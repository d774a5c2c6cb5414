import { defineTests } from 'memberhouse'

const at = (day: number) => `2026-01-0${day}T10:00:00Z`
const consents = ['M1', 'M2'].map((source_account_id) => ({ source: 'crm', source_account_id }))
const state = (phone: string | null, day: number, member_no = 'M1') => ({ member_no, phone, updated_at: at(day), batch_id: day })
const span = (value: string, from: number | null, to: number | null) => ({
  type: 'phone',
  value,
  starts_at: from === null ? '-infinity' : at(from),
  ends_before: to && at(to),
})

export default defineTests('dwd.contact_value_span', [
  {
    name: 'a phone is valid until another one, can come back, and spellings of it are one span',
    as_of: '2026-02-01',
    given: {
      'ods.consent': consents,
      'registry.ods_crm_member': [
        state('13812340002', 3),
        state('138 1234 0001', 1),
        state('+8613812340001', 2),
        state('13812340001', 5),
        state('13812340009', 4, 'M2'),
        state('13812340009', 4, 'M3'),
      ],
    },
    expect: [
      span('+8613812340001', null, 3),
      span('+8613812340002', 3, 5),
      span('+8613812340001', 5, null),
      span('+8613812340009', null, null),
    ],
  },
  {
    name: 'a masked or missing phone and a placeholder end a span and make none; of two states of one moment the last counts',
    as_of: '2026-02-01',
    given: {
      'ods.consent': consents,
      'dwd.junk_value': [{ type: 'phone', pattern: '+8613800138000' }],
      'registry.ods_crm_member': [
        state('13812340001', 1),
        state(null, 2),
        state('13812340002', 3),
        state('13800138000', 4),
        { ...state('13812340003', 5), batch_id: 6 },
        { ...state('13812340004', 5), batch_id: 7 },
        state('138****0004', 6),
      ],
    },
    expect: [span('+8613812340001', null, 2), span('+8613812340002', 3, 4), span('+8613812340004', 5, 6)],
  },
  {
    name: 'each source has its own columns, local times have their zone, and the phone of a receiver is not the phone of the account',
    as_of: '2026-02-01',
    given: {
      'dwd.source_setting': ['marketplace', 'pos'].map((source) => ({ source, time_zone: 'Asia/Shanghai' })),
      'ods.consent': ['marketplace', 'mini', 'app', 'pos', 'crm'].map((source) => ({ source, source_account_id: 'A1' })),
      'registry.ods_shop_member': [
        { buyer_id: 'A1', phone: '138****0001', receiver_phone: '13812340001', updated_at: '2026-01-01 10:00:00' },
        { buyer_id: 'A1', phone: '13812340002', receiver_phone: null, updated_at: '2026-01-02 18:00:00' },
      ],
      'registry.ods_mini_member': [{ openid: 'A1', phone: '13812340003', updated_at: at(1) }],
      'registry.ods_app_member': [{ app_user_id: 'A1', phone: '13812340004', email: 'App@Example.com ', updated_at: at(1) }],
      'registry.ods_pos_member': [{ card_no: 'A1', phone: '13812340005', updated_at: null }],
      'registry.ods_crm_member': [{ member_no: 'A1', phone: null, email: 'crm@example.com', updated_at: at(1) }],
    },
    expect: [
      span('+8613812340002', 2, null),
      span('+8613812340003', null, null),
      span('+8613812340004', null, null),
      span('+8613812340005', null, null),
      { ...span('app@example.com', null, null), type: 'email' },
      { ...span('crm@example.com', null, null), type: 'email' },
    ],
  },
])
