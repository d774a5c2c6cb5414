import { defineTests } from 'memberhouse'

// The keys are hashes of crm:M1 and of a phone.
const account_key = '8964301209067873431'
const settings = [{ source: 'crm', time_zone: 'Asia/Shanghai' }]
const answer = { source: 'crm', source_account_id: 'M1', channel: 'sms', is_granted: true, reason: 'joined' }
const phone = { account_key, type: 'phone', value: '+8613912345678' }
const old_key = '-1469307641019215417'
const new_key = '7536509764516212405'

// The keys of o1 as an openid, an app_user_id and an external_userid.
const [openid_key, app_key, contact_key] = ['7076727939253449772', '-7375555728066863946', '2516410676362314402']

export default defineTests('dwd.consent_change', [
  {
    name: 'a consent has the phone or email that the account had at its moment',
    given: {
      'dwd.source_setting': settings,
      'ods.consent': [
        { ...answer, changed_at: '2026-01-01T00:10:00+08:00' },
        { ...answer, changed_at: '2026-02-01T00:10:00+08:00' },
        { ...answer, changed_at: '2026-03-01T00:10:00+08:00', channel: 'phone' },
        { ...answer, changed_at: '2026-03-01T00:10:00+08:00', channel: 'email' },
        { ...answer, changed_at: '2026-03-01T00:10:00+08:00', channel: 'push' },
      ],
      'dwd.contact_value_span': [
        { ...phone, starts_at: '2026-02-01T00:10:00+08:00', ends_before: '2026-02-20T00:00:00+08:00' },
        { ...phone, value: '+8613700000000', starts_at: '2026-02-20T00:00:00+08:00', ends_before: null },
        { ...phone, value: '+8613500000000', starts_at: '-infinity', ends_before: null, account_key: 1 },
        {
          ...phone,
          type: 'email',
          value: 'm1@example.com',
          starts_at: '2026-02-20T00:00:00+08:00',
          ends_before: '2026-03-01T00:10:00+08:00',
        },
      ],
    },
    expect: [
      { account_key, channel: 'sms', purpose: 'marketing', changed_on: '2026-01-01', identifier_type: 'phone', value_key: null },
      { account_key, channel: 'sms', purpose: 'marketing', changed_on: '2026-02-01', identifier_type: 'phone', value_key: old_key },
      { account_key, channel: 'phone', purpose: 'marketing', changed_on: '2026-03-01', identifier_type: 'phone', value_key: new_key },
      { account_key, channel: 'email', purpose: 'marketing', changed_on: '2026-03-01', identifier_type: 'email', value_key: null },
      { account_key, channel: 'push', purpose: 'marketing', changed_on: '2026-03-01', identifier_type: null, value_key: null },
    ],
  },
  {
    name: 'a consent to a channel that reaches an account has the id of the account, under a key of its type',
    given: {
      'dwd.source_setting': settings,
      'ods.consent': [
        { ...answer, changed_at: '2026-01-01T10:00:00+08:00', source: 'mini', source_account_id: 'o1', channel: 'mini_program' },
        {
          ...answer,
          changed_at: '2026-01-01T10:00:00+08:00',
          source: 'official_account',
          source_account_id: 'o1',
          channel: 'official_account',
        },
        { ...answer, changed_at: '2026-01-01T10:00:00+08:00', source: 'app', source_account_id: 'o1', channel: 'push' },
        { ...answer, changed_at: '2026-01-01T10:00:00+08:00', source: 'wecom', source_account_id: 'o1', channel: 'community' },
        { ...answer, changed_at: '2026-01-01T10:00:00+08:00', source: 'mini', source_account_id: 'o1' },
      ],
    },
    expect: [
      { source: 'mini', channel: 'mini_program', identifier_type: 'openid', value_key: openid_key },
      { source: 'official_account', channel: 'official_account', identifier_type: 'openid', value_key: openid_key },
      { source: 'app', channel: 'push', identifier_type: 'app_user_id', value_key: app_key },
      { source: 'wecom', channel: 'community', identifier_type: 'external_userid', value_key: contact_key },
      { source: 'mini', channel: 'sms', identifier_type: 'phone', value_key: null },
    ],
  },
  {
    name: 'silence is no: a row without an answer, and a moment with two answers, are withdrawals',
    given: {
      'dwd.source_setting': settings,
      'ods.consent': [
        { ...answer, changed_at: '2026-01-01T10:00:00+08:00', is_granted: null },
        { ...answer, changed_at: '2026-01-02T10:00:00+08:00' },
        { ...answer, changed_at: '2026-01-02T10:00:00+08:00', channel: ' SMS ', is_granted: false, reason: 'reply' },
        { ...answer, changed_at: '2026-01-03T10:00:00+08:00', source: 'fax' },
      ],
    },
    expect: [
      { source: 'crm', channel: 'sms', changed_on: '2026-01-01', is_granted: false, row_count: 1 },
      { source: 'crm', channel: 'sms', changed_on: '2026-01-02', is_granted: false, row_count: 2 },
      { source: 'fax', channel: 'sms', changed_on: null, is_granted: true, row_count: 1 },
    ],
  },
])
