import { defineTests } from 'memberhouse'

const ticket = {
  ticket_id: 'T1',
  source: 'crm',
  source_account_id: 'M1',
  opened_at: '2026-03-01T23:30+08',
  closed_at: '2026-03-02T00:30+08',
}

export default defineTests('dwd.fct_ticket', [
  {
    name: 'a ticket has the business days of its source; an open one has no closing day, an anonymous one no account',
    given: {
      'dwd.source_setting': [
        { source: 'crm', time_zone: 'Asia/Shanghai' },
        { source: 'app', time_zone: 'Asia/Tokyo' },
      ],
      'ods.service_ticket': [
        { ...ticket, satisfaction_score: 4 },
        { ...ticket, ticket_id: 'T2', source: 'app', closed_at: null },
        { ...ticket, ticket_id: 'T3', source_account_id: null },
      ],
    },
    expect: [
      { ticket_id: 'T1', account_key: '8964301209067873431', opened_on: '2026-03-01', closed_on: '2026-03-02', satisfaction_score: 4 },
      { ticket_id: 'T2', account_key: '-707375450285722866', opened_on: '2026-03-02', closed_on: null, satisfaction_score: null },
      { ticket_id: 'T3', account_key: null, opened_on: '2026-03-01', closed_on: '2026-03-02', satisfaction_score: null },
    ],
  },
])
