import { defineTests } from 'memberhouse'

const account = (account_key: number, source: string, source_account_id: string) => ({
  account_key,
  source,
  source_account_id,
  first_seen_at: '2026-01-01T00:00Z',
  updated_at: '2026-01-02T00:00Z',
})

const platformMember = { source: 'marketplace', source_account_id: '1', is_current: true }

export default defineTests('dwd.raw_identifier', [
  {
    name: 'each source has its identifiers as written; empty values have no row',
    given: {
      'dwd.account': [
        account(1, 'marketplace', '1'),
        account(2, 'mini', 'o2'),
        account(3, 'app', '3'),
        account(4, 'pos', '88'),
        account(5, 'crm', 'M5'),
        account(6, 'wecom', 'w6'),
        account(7, 'douyin', '_0001'),
        account(8, 'official_account', 'o8'),
      ],
      'dwd.platform_member': [
        { ...platformMember, phone: '13800139999', is_current: false },
        { ...platformMember, receiver_name: '李雷先生', phone: '138****1234', receiver_phone: '138 0013 1234', member_no: 'M5' },
        { ...platformMember, source: 'official_account', source_account_id: 'o8', open_id: 'official_account:o8', unionid: 'u1' },
        { ...platformMember, source: 'douyin', source_account_id: '_0001', open_id: 'douyin:_0001', phone: '$a3Bc$d4Ef$1$' },
      ],
      'ods.mini_member': [{ openid: 'o2', app_id: 'wx1', unionid: 'u1', nickname: '微信用户', phone: '' }],
      'ods.app_member': [{ app_user_id: '3', phone: ' ', email: 'A@b.cn', device_id: '0000-0000' }],
      'ods.pos_member': [{ card_no: '88', phone: '+86 13800131234', device_id: 'T1', name: '李磊' }],
      'ods.crm_member': [{ member_no: 'M5', card_no: '88', unionid: 'u1', phone: '13800131234', email: null, name: '李雷' }],
      'ods.wecom_contact': [{ external_userid: 'w6', unionid: 'u1', name: '雷雷', remark_phone: '13800131234' }],
    },
    expect: [
      { account_key: 1, type: 'member_no', value: 'M5' },
      { account_key: 1, type: 'phone', value: '138****1234' },
      { account_key: 1, type: 'receiver_name', value: '李雷先生' },
      { account_key: 1, type: 'receiver_phone', value: '138 0013 1234' },
      { account_key: 2, type: 'openid', value: 'wx1:o2' },
      { account_key: 2, type: 'unionid', value: 'u1' },
      { account_key: 3, type: 'device_id', value: '0000-0000' },
      { account_key: 3, type: 'email', value: 'A@b.cn' },
      { account_key: 4, type: 'card_no', value: '88' },
      { account_key: 4, type: 'device_id', value: 'T1' },
      { account_key: 4, type: 'name', value: '李磊' },
      { account_key: 4, type: 'phone', value: '+86 13800131234' },
      { account_key: 5, type: 'card_no', value: '88' },
      { account_key: 5, type: 'member_no', value: 'M5' },
      { account_key: 5, type: 'name', value: '李雷' },
      { account_key: 5, type: 'phone', value: '13800131234' },
      { account_key: 5, type: 'unionid', value: 'u1' },
      { account_key: 6, type: 'external_userid', value: 'w6' },
      { account_key: 6, type: 'phone', value: '13800131234' },
      { account_key: 6, type: 'unionid', value: 'u1' },
      { account_key: 7, type: 'openid', value: 'douyin:_0001' },
      { account_key: 7, type: 'phone', value: '$a3Bc$d4Ef$1$' },
      { account_key: 8, type: 'openid', value: 'official_account:o8' },
      { account_key: 8, type: 'unionid', value: 'u1' },
    ],
  },
  {
    name: 'a value is first seen when the account joined or when it first appeared, but never after it was last seen',
    given: {
      'dwd.account': [account(5, 'crm', 'M5'), account(3, 'app', '3')],
      'dwd.changed_value': [
        { account_key: 5, value: '13800130002', first_seen_at: '2026-01-01T12:00Z' },
        { account_key: 3, value: '13800130002', first_seen_at: '2026-01-05T00:00Z' },
      ],
      'ods.crm_member': [{ member_no: 'M5', phone: '13800130002' }],
      'ods.app_member': [{ app_user_id: '3', phone: '13800130002' }],
    },
    expect: [
      { account_key: 3, type: 'phone', value: '13800130002', first_seen_at: '2026-01-02T00:00Z', last_seen_at: '2026-01-02T00:00Z' },
      { account_key: 5, type: 'member_no', value: 'M5', first_seen_at: '2026-01-01T00:00Z', last_seen_at: '2026-01-02T00:00Z' },
      { account_key: 5, type: 'phone', value: '13800130002', first_seen_at: '2026-01-01T12:00Z', last_seen_at: '2026-01-02T00:00Z' },
    ],
  },
  {
    name: 'empty values and values over 500 characters have no row, and a card is known before its file',
    given: {
      'dwd.account': [account(1, 'marketplace', '1'), { ...account(4, 'pos', '88'), updated_at: null }],
      'dwd.platform_member': [{ ...platformMember, receiver_name: '雷'.repeat(501), phone: '13800131234', receiver_phone: '' }],
    },
    expect: [
      {
        account_key: 1,
        type: 'phone',
        value: '13800131234',
        first_seen_at: '2026-01-01T00:00Z',
        last_seen_at: '2026-01-02T00:00Z',
        source: 'marketplace',
      },
      {
        account_key: 4,
        type: 'card_no',
        value: '88',
        first_seen_at: '2026-01-01T00:00Z',
        last_seen_at: '2026-01-01T00:00Z',
        source: 'pos',
      },
    ],
  },
])
