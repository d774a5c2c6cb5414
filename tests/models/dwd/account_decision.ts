import { defineTests } from 'memberhouse'

// warehouse.key of them.
const [app, crm, pos] = ['-5439008340932416073', '7662635299389610887', '-4429948955434138961']
const crmAndPos = { source: 'crm', source_account_id: '1', other_source: 'pos', other_source_account_id: '1' }
const posAndCrm = { source: 'pos', source_account_id: '1', other_source: 'crm', other_source_account_id: '1' }
const appAndCrm = { source: 'app', source_account_id: '1', other_source: 'crm', other_source_account_id: '1' }

export default defineTests('dwd.account_decision', [
  {
    name: 'the newest word about two accounts holds, whichever of them it names first, with its reason and who gave it',
    given: {
      'ods.identity_decision': [
        { ...crmAndPos, decision_id: 'd3', action: 'link', decided_at: '2026-02-01T09:00Z', reason: 'one card', decided_by: 'li' },
        { ...posAndCrm, decision_id: 'd1', action: 'unlink', decided_at: '2026-02-02T09:00Z', reason: 'sisters', decided_by: 'wu' },
        { ...appAndCrm, decision_id: 'd2', action: 'unlink', decided_at: '2026-02-01T09:00Z', reason: 'called', decided_by: 'li' },
        { ...appAndCrm, decision_id: 'd4', action: 'link', decided_at: '2026-02-03T09:00Z', reason: 'she called back', decided_by: 'li' },
      ],
    },
    expect: [
      { account_key: pos, other_account_key: crm, is_link: false, decision_id: 'd1', reason: 'sisters', decided_by: 'wu' },
      { account_key: app, other_account_key: crm, is_link: true, decision_id: 'd4', reason: 'she called back', decided_by: 'li' },
    ],
  },
  {
    name: 'of two words of one moment the greater number holds, and words about values are none about accounts',
    given: {
      'ods.identity_decision': [
        { ...crmAndPos, decision_id: 'd2', action: 'link', decided_at: '2026-02-01T09:00Z' },
        { ...posAndCrm, decision_id: 'd1', action: 'unlink', decided_at: '2026-02-01T09:00Z' },
        { decision_id: 'd3', action: 'block', type: 'phone', value: '+8613812340001', decided_at: '2026-02-01T09:00Z' },
        { decision_id: 'd4', action: 'allow', type: 'phone', value: '+8613812340001', decided_at: '2026-02-01T09:00Z' },
      ],
    },
    expect: [{ account_key: pos, other_account_key: crm, is_link: true, decision_id: 'd2' }],
  },
  {
    name: 'a word that names no two accounts holds for nobody',
    given: {
      'ods.identity_decision': [
        { decision_id: 'd1', action: 'link', source: 'crm', source_account_id: '1', decided_at: '2026-02-01T09:00Z' },
        { ...crmAndPos, decision_id: 'd2', action: 'unlink', other_source: 'crm', decided_at: '2026-02-01T09:00Z' },
      ],
    },
    expect: [],
  },
])
