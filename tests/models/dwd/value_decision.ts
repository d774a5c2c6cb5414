import { defineTests } from 'memberhouse'

export default defineTests('dwd.value_decision', [
  {
    name: 'the newest word about a value of a type holds, with its reason and who gave it; words about accounts, or about no value, are none about values',
    given: {
      'ods.identity_decision': [
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
        { decision_id: 'd5', action: 'block', type: 'phone', decided_at: '2026-02-01T09:00Z' },
        { decision_id: 'd4', action: 'unlink', source: 'crm', source_account_id: '1', other_source: 'pos', other_source_account_id: '1' },
      ],
    },
    expect: [
      { type: 'phone', value: '1', action: 'allow', decision_id: 'd1', reason: 'a mistake', decided_by: 'wu' },
      { type: 'email', value: '1', action: 'block', decision_id: 'd2', reason: 'a typo', decided_by: 'li' },
    ],
  },
])
