import { defineTests } from 'memberhouse'

const account = (account_key: number, source: string) => ({
  account_key,
  source,
  source_account_id: '7',
  first_seen_at: '2026-01-01T00:00Z',
  updated_at: '2026-01-02T00:00Z',
})

const platformMember = { source: 'marketplace', source_account_id: '7', is_current: true }

export default defineTests('dwd.account_attribute', [
  {
    name: 'attributes are as each source wrote them, and a nickname is not a name',
    given: {
      'dwd.account': [
        account(1, 'marketplace'),
        account(2, 'mini'),
        account(3, 'app'),
        account(4, 'pos'),
        account(5, 'crm'),
        { ...account(6, 'wecom'), updated_at: null },
      ],
      'dwd.platform_member': [
        { ...platformMember, receiver_name: '韩梅', is_current: false },
        { ...platformMember, receiver_name: '韩梅梅女士', phone: '138****1234', city: '上海市' },
      ],
      'ods.mini_member': [{ openid: '7', nickname: '梅', gender: 2, city: '上海', phone: '13800131234' }],
      'ods.app_member': [{ app_user_id: '7', phone: '', email: 'Han@b.cn' }],
      'ods.pos_member': [{ card_no: '7', name: '韩梅', gender: '女', birthday: '1900-01-01' }],
      'ods.crm_member': [{ member_no: '7', name: '韩梅梅', gender: 'f', birthday: '1990-05-31', city: null }],
      'ods.wecom_contact': [{ external_userid: '7', name: '小梅', remark_phone: '13800131234' }],
    },
    expect: [
      { account_key: 1, attribute: 'city', value: '上海市', known_at: '2026-01-02T00:00Z', source: 'marketplace' },
      { account_key: 1, attribute: 'name', value: '韩梅梅女士', known_at: '2026-01-02T00:00Z', source: 'marketplace' },
      { account_key: 1, attribute: 'phone', value: '138****1234', known_at: '2026-01-02T00:00Z', source: 'marketplace' },
      { account_key: 2, attribute: 'city', value: '上海', known_at: '2026-01-02T00:00Z', source: 'mini' },
      { account_key: 2, attribute: 'gender', value: '2', known_at: '2026-01-02T00:00Z', source: 'mini' },
      { account_key: 2, attribute: 'phone', value: '13800131234', known_at: '2026-01-02T00:00Z', source: 'mini' },
      { account_key: 3, attribute: 'email', value: 'Han@b.cn', known_at: '2026-01-02T00:00Z', source: 'app' },
      { account_key: 4, attribute: 'birthday', value: '1900-01-01', known_at: '2026-01-02T00:00Z', source: 'pos' },
      { account_key: 4, attribute: 'gender', value: '女', known_at: '2026-01-02T00:00Z', source: 'pos' },
      { account_key: 4, attribute: 'name', value: '韩梅', known_at: '2026-01-02T00:00Z', source: 'pos' },
      { account_key: 5, attribute: 'birthday', value: '1990-05-31', known_at: '2026-01-02T00:00Z', source: 'crm' },
      { account_key: 5, attribute: 'gender', value: 'f', known_at: '2026-01-02T00:00Z', source: 'crm' },
      { account_key: 5, attribute: 'name', value: '韩梅梅', known_at: '2026-01-02T00:00Z', source: 'crm' },
      { account_key: 6, attribute: 'phone', value: '13800131234', known_at: '2026-01-01T00:00Z', source: 'wecom' },
    ],
  },
  {
    name: 'the phone of the receiver is no attribute of a marketplace account; an unknown gender is none',
    given: {
      'dwd.account': [account(1, 'marketplace'), { ...account(11, 'marketplace'), source_account_id: '8' }, account(2, 'mini')],
      'dwd.platform_member': [
        { ...platformMember, phone: '138****1234', receiver_phone: '13800131234' },
        { ...platformMember, source_account_id: '8', phone: '13900131234', receiver_phone: '13800131234' },
      ],
      'ods.mini_member': [{ openid: '7', gender: 0 }],
    },
    expect: [
      { account_key: 1, attribute: 'phone', value: '138****1234' },
      { account_key: 11, attribute: 'phone', value: '13900131234' },
    ],
  },
])
