import { defineTests } from 'memberhouse'

export default defineTests('dwd.observed_source', [
  {
    name: 'a source is observed from its first to its last day; one that never delivered has no row, and neither has one without days',
    given: {
      'dwd.fct_event': [
        { event_id: '1', occurred_on: '2026-03-02' },
        { event_id: '2', occurred_on: '2026-01-05' },
        { event_id: '3', occurred_on: null },
      ],
      'dwd.fct_touch': [{ touch_id: '1', sent_on: '2026-02-01', opened_on: '2026-02-04' }],
      'dwd.fct_point': [{ entry_id: '1', occurred_on: null }],
    },
    expect: [
      { source: 'ods.event', first_on: '2026-01-05', last_on: '2026-03-02' },
      { source: 'ods.touch', first_on: '2026-02-01', last_on: '2026-02-04' },
    ],
  },
])
