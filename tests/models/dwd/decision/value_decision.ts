import { defineTests } from 'memberhouse'

export default defineTests('dwd.value_decision', [
  {
    name: 'the newest decision about a value holds; decisions about accounts and invalid decisions are ignored',
    given: {
      'dwd.identity_decision': [
        {
          ...{ decision_id: 'd3', action: 'block', type: 'phone', value: '1', decided_at: '2026-02-01T09:00Z' },
          ...{ reason: 'a hotline', decided_by: 'li' },
        },
        {
          ...{ decision_id: 'd1', action: 'allow', type: 'phone', value: '1', decided_at: '2026-02-02T09:00Z' },
          ...{ reason: 'a mistake', decided_by: 'wu' },
        },
        {
          ...{ decision_id: 'd2', action: 'block', type: 'email', value: '1', decided_at: '2026-02-01T09:00Z' },
          ...{ reason: 'a typo', decided_by: 'li' },
        },
        {
          ...{ decision_id: 'd5', action: 'block', type: 'email', value: '1', decided_at: '2026-02-03T09:00Z' },
          ...{ reason: 'late', problem: 'decided_by, decided_at or reason is missing' },
        },
        { decision_id: 'd4', action: 'unlink', account_key: 1, other_account_key: 2 },
      ],
    },
    expect: [
      { type: 'phone', value: '1', action: 'allow', decision_id: 'd1', reason: 'a mistake', decided_by: 'wu' },
      { type: 'email', value: '1', action: 'block', decision_id: 'd2', reason: 'a typo', decided_by: 'li' },
    ],
  },
])
