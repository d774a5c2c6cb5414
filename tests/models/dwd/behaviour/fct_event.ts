import { defineTests } from 'memberhouse'

const settings = [
  { source: 'mini', time_zone: 'Asia/Shanghai' },
  { source: 'app', time_zone: 'Asia/Tokyo' },
]
const types = [
  { source_event_type: 'open', event_type: 'open', is_engagement: true },
  { source_event_type: 'launch', event_type: 'open', is_engagement: true },
]
const event = { event_id: 'E1', channel: 'mini', account_id: 'o1', event_type: 'open', occurred_at: '2026-03-01T10:00Z' }
// Keys of sessions of mini o1 that start at 10:00 and at 10:30, and of app o1 at 10:00.
const [atTen, atHalfPast, inApp] = ['7103477041488531823', '1420140373552573871', '5155400861994198081']

// The member M1; their session of 10:21, and those of the visitors V1 and V2 of 10:00.
const [member, ofMember] = ['8964301209067873431', '1770113218190311932']
const [ofVisitor, ofOther] = ['1716445110841501765', '-381299407922238379']

export default defineTests('dwd.fct_event', [
  {
    name: 'a session ends with 30 minutes of silence, by account; events without an account or a moment have none',
    given: {
      'dwd.source_setting': settings,
      'ods.event': [
        { ...event, event_id: 'E3', occurred_at: '2026-03-01T10:59:58Z' },
        { ...event, event_id: 'E2', occurred_at: '2026-03-01T10:29:59Z' },
        event,
        { ...event, event_id: 'E4', channel: 'app' },
        { ...event, event_id: 'E5', account_id: null },
        { ...event, event_id: 'E6', account_id: null, occurred_at: '2026-03-01T10:00:01Z' },
        { ...event, event_id: 'E7', occurred_at: null },
        { ...event, event_id: 'E8', channel: null },
      ],
    },
    expect: [
      { event_id: 'E1', session_key: atTen },
      { event_id: 'E2', session_key: atTen },
      { event_id: 'E3', session_key: atTen },
      { event_id: 'E4', session_key: inApp },
      { event_id: 'E5', session_key: null },
      { event_id: 'E6', session_key: null },
      { event_id: 'E7', session_key: null },
      { event_id: 'E8', session_key: null },
    ],
  },
  {
    name: 'on the website, a visitor and the account that signs in have sessions of their own; nobody has none',
    given: {
      'dwd.source_setting': [{ source: 'crm', time_zone: 'Asia/Shanghai' }],
      'ods.event': [
        { ...event, channel: 'web', account_id: null, visitor_id: 'V1' },
        { ...event, event_id: 'E2', channel: 'web', account_id: null, visitor_id: 'V1', occurred_at: '2026-03-01T10:20Z' },
        { ...event, event_id: 'E3', channel: 'web', account_id: 'M1', visitor_id: 'V1', occurred_at: '2026-03-01T10:21Z' },
        { ...event, event_id: 'E4', channel: 'web', account_id: 'M1', visitor_id: 'V2', occurred_at: '2026-03-01T10:40Z' },
        { ...event, event_id: 'E5', channel: 'web', account_id: null, visitor_id: 'V2' },
        { ...event, event_id: 'E6', channel: 'web', account_id: null, visitor_id: null },
      ],
    },
    expect: [
      { event_id: 'E1', account_key: null, session_key: ofVisitor, source: 'crm', occurred_on: '2026-03-01', visitor_id: 'V1' },
      { event_id: 'E2', account_key: null, session_key: ofVisitor, source: 'crm', occurred_on: '2026-03-01', visitor_id: 'V1' },
      { event_id: 'E3', account_key: member, session_key: ofMember, source: 'crm', occurred_on: '2026-03-01', visitor_id: 'V1' },
      { event_id: 'E4', account_key: member, session_key: ofMember, source: 'crm', occurred_on: '2026-03-01', visitor_id: 'V2' },
      { event_id: 'E5', account_key: null, session_key: ofOther, source: 'crm', occurred_on: '2026-03-01', visitor_id: 'V2' },
      { event_id: 'E6', account_key: null, session_key: null, source: 'crm', occurred_on: '2026-03-01', visitor_id: null },
    ],
  },
  {
    name: 'an event after exactly 30 minutes starts a session; events at the same moment share one',
    given: {
      'dwd.source_setting': settings,
      'ods.event': [
        event,
        { ...event, event_id: 'E0' },
        { ...event, event_id: 'E2', occurred_at: '2026-03-01T10:30Z' },
        { ...event, event_id: 'E3', occurred_at: '2026-03-01T10:30Z' },
      ],
    },
    expect: [
      { event_id: 'E0', session_key: atTen },
      { event_id: 'E1', session_key: atTen },
      { event_id: 'E2', session_key: atHalfPast },
      { event_id: 'E3', session_key: atHalfPast },
    ],
  },
  {
    name: 'types are translated, and a type without a translation is other',
    given: {
      'dwd.source_setting': settings,
      'dwd.event_type': types,
      'ods.event': [
        event,
        { ...event, event_id: 'E2', event_type: 'launch' },
        { ...event, event_id: 'E3', event_type: 'shown' },
        { ...event, event_id: 'E4', event_type: null },
      ],
    },
    expect: [
      { event_id: 'E1', event_type: 'open', is_engagement: true },
      { event_id: 'E2', event_type: 'open', is_engagement: true },
      { event_id: 'E3', event_type: 'other', is_engagement: false },
      { event_id: 'E4', event_type: 'other', is_engagement: false },
    ],
  },
  {
    name: 'an event has the day of its source, and the business line of its product or its activity',
    given: {
      'dwd.source_setting': settings,
      'dwd.dim_product': [{ product_key: 7, code_system: 'catalogue', product_code: 'F1', business_line: 'food' }],
      'dwd.dim_promotion': [{ promotion_id: 'P1', business_line: '*' }],
      'ods.event': [
        { ...event, product_code: 'F1', occurred_at: '2026-03-01T15:30Z' },
        { ...event, event_id: 'E2', channel: 'app', product_code: 'F2', occurred_at: '2026-03-01T15:30Z' },
        { ...event, event_id: 'E3', promotion_id: 'P1', store_code: 'SH-B01' },
        { ...event, event_id: 'E4', search_text: ' 防晒 ' },
        { ...event, event_id: 'E5', event_type: 'store_check_in', store_code: 'SH-B02' },
      ],
    },
    expect: [
      { event_id: 'E1', occurred_on: '2026-03-01', product_key: 7, product_code: 'F1', business_line: 'food', search_text: null },
      { event_id: 'E2', occurred_on: '2026-03-02', product_key: null, product_code: 'F2', business_line: null, search_text: null },
      { event_id: 'E3', occurred_on: '2026-03-01', product_key: null, business_line: '*', promotion_id: 'P1', store_code: 'SH-B01' },
      { event_id: 'E4', occurred_on: '2026-03-01', product_key: null, product_code: null, business_line: null, search_text: '防晒' },
      { event_id: 'E5', occurred_on: '2026-03-01', business_line: null, promotion_id: null, store_code: 'SH-B02' },
    ],
  },
])
