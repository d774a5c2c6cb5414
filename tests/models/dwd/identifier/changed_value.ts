import { defineTests } from 'memberhouse'

// warehouse.key() of crm:1 and pos:1.
const [crm, pos] = ['7662635299389610887', '-4429948955434138961']
const member = (phone: string | null, updated_at: string, is_current: boolean) => ({
  member_no: '1',
  phone,
  email: 'a@b.cn',
  updated_at,
  is_current,
})
const card = (phone: string, updated_at: string, is_current = true) => ({ card_no: '1', phone, updated_at, is_current })

export default defineTests('dwd.changed_value', [
  {
    name: 'a later value has the time of its first row, even if it disappeared and returned; values no longer present have no row',
    given: {
      'dwd.source_setting': [{ source: 'pos', time_zone: 'Asia/Shanghai' }],
      'registry.ods_crm_member': [
        member('13800000001', '2025-01-01T00:00:00Z', false),
        member('13800000002', '2025-05-01T00:00:00Z', false),
        member('13800000004', '2025-06-01T00:00:00Z', false),
        member('13800000002', '2025-07-01T00:00:00Z', true),
      ],
      'registry.ods_pos_member': [card('13800000001', '2025-01-01T08:00:00', false), card('13800000003', '2025-02-01T08:00:00')],
    },
    expect: [
      { account_key: crm, value: '13800000002', first_seen_at: '2025-05-01T00:00:00Z' },
      { account_key: pos, value: '13800000003', first_seen_at: '2025-02-01T00:00:00Z' },
    ],
  },
  {
    name: 'accounts with one row and accounts that are gone have no row; a row without a time counts as the first',
    given: {
      'registry.ods_crm_member': [
        member('13800000001', '2025-01-01T00:00:00Z', false),
        member('13800000002', '2025-05-01T00:00:00Z', false),
      ],
      'registry.ods_pos_member': [
        { ...card('13800000001', ''), updated_at: null, is_current: false },
        card('13800000001', '2025-02-01T08:00:00'),
      ],
      'registry.ods_app_member': [{ app_user_id: '1', phone: '13800000001', updated_at: '2025-01-01T00:00:00Z', is_current: true }],
    },
    expect: [],
  },
])
