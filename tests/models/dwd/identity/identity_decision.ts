import { defineTests } from 'memberhouse'

// warehouse.key of them.
const [crm, pos] = ['7662635299389610887', '-4429948955434138961']
const told = { reason: 'called', decided_by: 'li', decided_at: '2026-02-01T09:00Z' }
const accounts = { source: 'crm', source_account_id: '1', other_source: 'pos', other_source_account_id: '1' }

export default defineTests('dwd.identity_decision', [
  {
    name: 'two accounts are told by their keys, a value as it stands',
    given: {
      'ods.identity_decision': [
        { decision_id: 'd1', action: 'unlink', ...accounts, ...told },
        { decision_id: 'd2', action: 'allow', type: 'phone', value: '+8613812340001', ...told },
      ],
    },
    expect: [
      { decision_id: 'd1', action: 'unlink', account_key: crm, other_account_key: pos, ...told, problem: null },
      { decision_id: 'd2', action: 'allow', type: 'phone', value: '+8613812340001', ...told, problem: null },
    ],
  },
  {
    name: 'what decides nothing is told with its problem',
    given: {
      'ods.identity_decision': [
        { decision_id: 'd1', action: 'unlnik', ...accounts, ...told },
        { decision_id: 'd2', action: 'link', source: 'crm', source_account_id: '1', ...told },
        { decision_id: 'd3', action: 'link', ...accounts, other_source: 'crm', ...told },
        { decision_id: 'd4', action: 'block', value: '+8613812340001', ...told },
        { decision_id: 'd5', action: 'link', ...accounts, ...told, decided_at: null },
        { decision_id: 'd6', ...accounts, ...told },
      ],
    },
    expect: [
      { decision_id: 'd1', problem: 'there is no such action' },
      { decision_id: 'd2', problem: 'it names no two accounts' },
      { decision_id: 'd3', problem: 'both accounts are one' },
      { decision_id: 'd4', problem: 'it names no value' },
      { decision_id: 'd5', problem: 'it lacks who, when or why' },
      { decision_id: 'd6', problem: 'there is no such action' },
    ],
  },
])
