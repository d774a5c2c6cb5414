import { defineTests } from 'memberhouse'

// warehouse.key() of crm:1 and pos:1.
const [crm, pos] = ['7662635299389610887', '-4429948955434138961']
const signed = { reason: 'called', decided_by: 'li', decided_at: '2026-02-01T09:00Z' }
const accounts = { source: 'crm', source_account_id: '1', other_source: 'pos', other_source_account_id: '1' }

export default defineTests('dwd.identity_decision', [
  {
    name: 'accounts become keys, values stay as written',
    given: {
      'ods.identity_decision': [
        { decision_id: 'd1', action: 'unlink', ...accounts, ...signed },
        { decision_id: 'd2', action: 'allow', type: 'phone', value: '+8613812340001', ...signed },
      ],
    },
    expect: [
      { decision_id: 'd1', action: 'unlink', account_key: crm, other_account_key: pos, ...signed, problem: null },
      { decision_id: 'd2', action: 'allow', type: 'phone', value: '+8613812340001', ...signed, problem: null },
    ],
  },
  {
    name: 'an invalid decision has its problem',
    given: {
      'ods.identity_decision': [
        { decision_id: 'd1', action: 'unlnik', ...accounts, ...signed },
        { decision_id: 'd2', action: 'link', source: 'crm', source_account_id: '1', ...signed },
        { decision_id: 'd3', action: 'link', ...accounts, other_source: 'crm', ...signed },
        { decision_id: 'd4', action: 'block', value: '+8613812340001', ...signed },
        { decision_id: 'd5', action: 'link', ...accounts, ...signed, decided_at: null },
        { decision_id: 'd6', ...accounts, ...signed },
      ],
    },
    expect: [
      { decision_id: 'd1', problem: 'unknown action' },
      { decision_id: 'd2', problem: 'one of the two accounts is missing' },
      { decision_id: 'd3', problem: 'both accounts are the same' },
      { decision_id: 'd4', problem: 'type or value is missing' },
      { decision_id: 'd5', problem: 'decided_by, decided_at or reason is missing' },
      { decision_id: 'd6', problem: 'unknown action' },
    ],
  },
])
