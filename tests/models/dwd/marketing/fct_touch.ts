import { defineTests } from 'memberhouse'

const settings = [
  { source: 'crm', time_zone: 'Asia/Shanghai' },
  { source: 'wecom', time_zone: 'Asia/Tokyo' },
]
const touch = {
  touch_id: 'T1',
  channel: 'sms',
  source: 'crm',
  source_account_id: 'M1',
  topic: 'newsletter',
  sent_at: '2026-03-01T10:00+08',
  cost_amount: 0.05,
  currency: 'CNY',
}
const email = { ...touch, channel: 'email' }
const click = { clicked_at: '2026-03-02T00:10+08', clicked_on: '2026-03-02' }
const withdrawal = {
  source: 'crm',
  source_account_id: 'M1',
  channel: 'sms',
  changed_at: '2026-03-01T10:05+08',
  is_granted: false,
  reason: 'reply',
}

// Messages and replies without a pattern, many at the same moment, and what the definition says of each message.
const onDay = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString()
const messages = Array.from({ length: 60 }, (_, n) => ({
  ...touch,
  touch_id: `N${String(n).padStart(2, '0')}`,
  source_account_id: `M${n % 3}`,
  sent_at: onDay((n * n * 7) % 61),
}))
const answers = [...new Set(Array.from({ length: 40 }, (_, n) => `M${n % 3} ${onDay((n * n * 3 + n) % 83)}`))].map((answer) => {
  const [source_account_id, changed_at] = answer.split(' ') as [string, string]
  return { ...withdrawal, source_account_id, changed_at }
})
const answered = answers.flatMap(({ source_account_id, changed_at }) => {
  const isBefore = ({ sent_at }: typeof touch) => sent_at <= changed_at && Date.parse(changed_at) - Date.parse(sent_at) < 7 * 86_400_000
  const [newest] = messages
    .filter((message) => message.source_account_id === source_account_id && isBefore(message))
    .sort((a, b) => b.sent_at.localeCompare(a.sent_at) || b.touch_id.localeCompare(a.touch_id))
  return newest ? [{ touch_id: newest.touch_id, changed_at }] : []
})
const firstAnswer = (touch_id: string) =>
  answered
    .filter((answer) => answer.touch_id === touch_id)
    .map(({ changed_at }) => changed_at)
    .sort()[0] ?? null

export default defineTests('dwd.fct_touch', [
  {
    name: 'a message has the business line of its campaign or its activity, and the business day of its source',
    given: {
      'dwd.source_setting': settings,
      'ods.campaign': [{ campaign_id: 'C1', business_line: 'beauty' }],
      'dwd.dim_promotion': [{ promotion_id: 'P1', business_line: 'food' }],
      'ods.touch': [
        { ...touch, campaign_id: 'C1', arm: 'coupon', sent_at: '2026-03-01T23:30+08' },
        { ...touch, touch_id: 'T2', source: 'wecom', channel: 'wecom', sent_at: '2026-03-01T23:30+08' },
        { ...touch, touch_id: 'T3', campaign_id: 'C2' },
        { ...touch, touch_id: 'T4', source_account_id: null },
        { ...touch, touch_id: 'T5', source: null, channel: null },
        { ...touch, touch_id: 'T6', sent_at: null },
        { ...touch, touch_id: 'T7', promotion_id: 'P1' },
        { ...touch, touch_id: 'T8', promotion_id: 'P2' },
      ],
    },
    expect: [
      {
        touch_id: 'T1',
        campaign_id: 'C1',
        arm: 'coupon',
        business_line: 'beauty',
        sent_on: '2026-03-01',
        account_key: '8964301209067873431',
      },
      { touch_id: 'T2', campaign_id: null, arm: null, business_line: null, sent_on: '2026-03-02', account_key: '-2721830470242614219' },
      { touch_id: 'T3', campaign_id: 'C2', arm: null, business_line: null, sent_on: '2026-03-01', account_key: '8964301209067873431' },
      { touch_id: 'T4', campaign_id: null, arm: null, business_line: null, sent_on: '2026-03-01', account_key: null },
      { touch_id: 'T5', campaign_id: null, arm: null, business_line: null, sent_on: null, account_key: null },
      { touch_id: 'T6', campaign_id: null, arm: null, business_line: null, sent_on: null, account_key: '8964301209067873431' },
      { touch_id: 'T7', promotion_id: 'P1', business_line: 'food', sent_on: '2026-03-01', account_key: '8964301209067873431' },
      { touch_id: 'T8', promotion_id: 'P2', business_line: null, sent_on: '2026-03-01', account_key: '8964301209067873431' },
    ],
  },
  {
    name: 'a message keeps its address, its delivery and the snapshot of its segment; what is not reported is null',
    given: {
      'dwd.source_setting': settings,
      'ods.touch': [
        { ...email, address: 'Ann@qq.com', delivery_status: 'bounced', segment_name: 'lost_buyers', snapshot_number: 3 },
        { ...touch, touch_id: 'T2' },
      ],
    },
    expect: [
      { touch_id: 'T1', address: 'Ann@qq.com', delivery_status: 'bounced', segment_name: 'lost_buyers', snapshot_number: 3 },
      { touch_id: 'T2', address: null, delivery_status: null, segment_name: null, snapshot_number: null },
    ],
  },
  {
    name: 'a click opens a message, except a text message, whose openings nobody sees',
    given: {
      'dwd.source_setting': settings,
      'ods.touch': [
        { ...email, opened_at: '2026-03-01T23:30+08', clicked_at: '2026-03-02T00:10+08' },
        { ...email, touch_id: 'T2', clicked_at: '2026-03-02T00:10+08' },
        { ...email, touch_id: 'T3' },
        { ...touch, touch_id: 'T4', clicked_at: '2026-03-02T00:10+08' },
      ],
    },
    expect: [
      { ...click, touch_id: 'T1', is_open_observed: true, opened_at: '2026-03-01T23:30+08', opened_on: '2026-03-01' },
      { ...click, touch_id: 'T2', is_open_observed: true, opened_at: '2026-03-02T00:10+08', opened_on: '2026-03-02' },
      { touch_id: 'T3', is_open_observed: true, opened_at: null, opened_on: null, clicked_at: null, clicked_on: null },
      { ...click, touch_id: 'T4', is_open_observed: false, opened_at: null, opened_on: null },
    ],
  },
  {
    name: 'a reply unsubscribes from the newest message before it, not from one a week old or sent later',
    given: {
      'dwd.source_setting': settings,
      'ods.touch': [
        touch,
        { ...touch, touch_id: 'T2', sent_at: '2026-03-01T10:04+08' },
        { ...touch, touch_id: 'T3', sent_at: '2026-03-01T10:06+08' },
        { ...touch, touch_id: 'T4', source_account_id: 'M2', sent_at: '2026-02-22T10:05+08' },
        { ...touch, touch_id: 'T5', source_account_id: 'M3', sent_at: '2026-02-22T10:05:01+08' },
      ],
      'ods.consent': [withdrawal, { ...withdrawal, source_account_id: 'M2' }, { ...withdrawal, source_account_id: 'M3' }],
    },
    expect: [
      { touch_id: 'T1', unsubscribed_at: null },
      { touch_id: 'T2', unsubscribed_at: '2026-03-01T10:05+08' },
      { touch_id: 'T3', unsubscribed_at: null },
      { touch_id: 'T4', unsubscribed_at: null },
      { touch_id: 'T5', unsubscribed_at: '2026-03-01T10:05+08' },
    ],
  },
  {
    name: 'at the same moment the later number is newer, and of two replies the first counts',
    given: {
      'dwd.source_setting': settings,
      'ods.touch': [touch, { ...touch, touch_id: 'T2' }],
      'ods.consent': [
        { ...withdrawal, changed_at: '2026-03-02T09:00+08' },
        { ...withdrawal, changed_at: touch.sent_at },
      ],
    },
    expect: [
      { touch_id: 'T1', unsubscribed_at: null },
      { touch_id: 'T2', unsubscribed_at: touch.sent_at },
    ],
  },
  {
    name: 'of many messages and replies, each reply belongs to the newest message before it',
    given: { 'dwd.source_setting': settings, 'ods.touch': messages, 'ods.consent': answers },
    expect: messages.map(({ touch_id }) => ({ touch_id, unsubscribed_at: firstAnswer(touch_id) })),
  },
  {
    name: 'a grant, another reason, another channel, account or source is no reply to it',
    given: {
      'dwd.source_setting': settings,
      'ods.touch': [touch],
      'ods.consent': [
        { ...withdrawal, is_granted: true },
        { ...withdrawal, reason: 'settings' },
        { ...withdrawal, channel: 'email' },
        { ...withdrawal, source_account_id: 'M2' },
        { ...withdrawal, source: 'wecom' },
      ],
    },
    expect: [{ touch_id: 'T1', unsubscribed_at: null }],
  },
])
