import { defineTests } from 'memberhouse'

const parameter = { business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity' }
const touch = (touch_id: string, account_key: number, sent_on: string, row: object = {}) => ({
  ...{ touch_id, account_key, sent_on, channel: 'sms', delivery_status: 'delivered', opened_on: null, clicked_on: null },
  ...row,
})

export default defineTests('dws.lapse_touch', [
  {
    name: 'messages since the last answer, whose month has passed, go unanswered; three of them make the churned pool',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': [
        { ...parameter, name: 'winback_answer_days', value: 30 },
        { ...parameter, name: 'winback_unanswered_count', value: 3 },
      ],
      'dwd.one_id_map': [
        { account_key: 11, one_id: 1 },
        { account_key: 12, one_id: 1 },
        { account_key: 21, one_id: 2 },
        { account_key: 31, one_id: 3 },
      ],
      'dws.member_lapse': [
        { one_id: 1, lapsed_on: '2026-01-01', came_back_on: null },
        { one_id: 2, lapsed_on: '2026-01-01', came_back_on: '2026-03-10' },
        { one_id: 3, lapsed_on: '2026-01-01', came_back_on: null },
        { one_id: 4, lapsed_on: '2026-01-01', came_back_on: null },
      ],
      'dwd.observed_source': [{ source: 'ods.touch', first_on: '2025-12-31' }],
      'dwd.fct_touch': [
        ...[touch('a', 11, '2025-12-31'), touch('b', 11, '2026-01-01', { opened_on: '2026-01-02' }), touch('c', 12, '2026-02-01')],
        ...[touch('d', 11, '2026-03-01', { opened_on: '2026-06-15' }), touch('e', 12, '2026-04-01'), touch('f', 11, '2026-05-16')],
        ...[touch('g', 11, '2026-04-02', { delivery_status: 'bounced' }), touch('h', 21, '2026-02-08'), touch('i', 21, '2026-02-09')],
        ...[touch('j', 21, '2026-03-10', { channel: 'push' }), touch('k', 21, '2026-03-11'), touch('l', 31, '2026-02-01')],
      ],
    },
    expect: [
      [1, 5, 3, true, '2026-05-16', null, null, null],
      [2, 3, 0, false, '2026-03-10', 'j', 'push', '2026-03-10'],
      [3, 1, 1, false, '2026-02-01', null, null, null],
      [4, 0, 0, false, null, null, null, null],
    ].map(
      ([
        one_id,
        touch_count,
        unanswered_count,
        is_in_churned_pool,
        last_touched_on,
        return_touch_id,
        return_channel,
        return_touched_on,
      ]) => ({
        ...{ one_id, lapsed_on: '2026-01-01', touch_count, unanswered_count, is_in_churned_pool, last_touched_on },
        ...{ return_touch_id, return_channel, return_touched_on },
      }),
    ),
  },
  {
    name: 'without a source of messages before as_of nothing is known',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': [{ ...parameter, name: 'winback_answer_days', value: 30 }],
      'dws.member_lapse': [{ one_id: 1, lapsed_on: '2026-01-01', came_back_on: null }],
      'dwd.observed_source': [
        { source: 'ods.touch', first_on: '2026-06-15' },
        { source: 'ods.event', first_on: '2025-01-01' },
      ],
    },
    expect: [],
  },
])
