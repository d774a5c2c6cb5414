import { defineTests } from 'memberhouse'

const decision = (account_key: number, other_account_key: number, action: string, decided_at: string, decision_id: string) => ({
  ...{ account_key, other_account_key, action, decided_at, decision_id, problem: null },
})

export default defineTests('dwd.account_decision', [
  {
    name: 'the newest decision about two accounts holds, whichever account it names first',
    given: {
      'dwd.identity_decision': [
        { ...decision(7, 3, 'link', '2026-02-01T09:00Z', 'd3'), reason: 'one card', decided_by: 'li' },
        { ...decision(3, 7, 'unlink', '2026-02-02T09:00Z', 'd1'), reason: 'sisters', decided_by: 'wu' },
        { ...decision(5, 7, 'unlink', '2026-02-01T09:00Z', 'd2'), reason: 'called', decided_by: 'li' },
        { ...decision(5, 7, 'link', '2026-02-03T09:00Z', 'd4'), reason: 'she called back', decided_by: 'li' },
      ],
    },
    expect: [
      { account_key: 3, other_account_key: 7, is_link: false, decision_id: 'd1', reason: 'sisters', decided_by: 'wu' },
      { account_key: 5, other_account_key: 7, is_link: true, decision_id: 'd4', reason: 'she called back', decided_by: 'li' },
    ],
  },
  {
    name: 'the greater decision_id holds at the same time; decisions about values and invalid decisions are ignored',
    given: {
      'dwd.identity_decision': [
        decision(3, 7, 'link', '2026-02-01T09:00Z', 'd2'),
        decision(7, 3, 'unlink', '2026-02-01T09:00Z', 'd1'),
        { ...decision(3, 7, 'unlink', '2026-02-05T09:00Z', 'd5'), problem: 'decided_by, decided_at or reason is missing' },
        { decision_id: 'd3', action: 'block', type: 'phone', value: '+8613812340001', decided_at: '2026-02-01T09:00Z', problem: null },
      ],
    },
    expect: [{ account_key: 3, other_account_key: 7, is_link: true, decision_id: 'd2' }],
  },
])
