import { bigint, defineModel, full, integer, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.account_tie',
  grain: ['account_key', 'other_account_key', 'trust'],
  kind: full({ store: 'changes' }),
  doc: 'What ties two accounts without a value that both carry: the word of a person, or how alike they are. Each tie stands in both directions.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    other_account_key: bigint('The other one.'),
    trust: integer('-1 for a word, before all rules (dwd.match_rule); 1000 for likeness, after all.'),
    evidence: jsonb('The decision, or the probability with what each comparison adds.'),
  },
})
