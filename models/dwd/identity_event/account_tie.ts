import { bigint, defineModel, full, integer, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.account_tie',
  grain: ['account_key', 'other_account_key', 'priority'],
  kind: full({ store: 'changes' }),
  doc: 'Ties between accounts that do not depend on a shared value: a link by a person, or similarity. Each tie has a row in both directions.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    other_account_key: bigint('The other account.'),
    priority: integer('-1 for a decision, before all rules (dwd.match_rule); 1000 for similarity, after all rules.'),
    evidence: jsonb('The decision, or the probability with the weight of each comparison.'),
  },
})
