import { bigint, between, boolean, computed, defineModel, double, expression, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_pair',
  grain: ['account_key', 'other_account_key'],
  kind: computed('identity/identity_pair.ts', { store: 'changes', heavy: true }),
  doc:
    'Accounts that identifiers have not made one member and that are alike, by how names, birthdays, phones and so on compare (Fellegi and ' +
    'Sunter 1969). Some may join two members, each once; the others wait for a person: memberhouse identity review.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    probability: double('How probable it is that both are of one person, learned from these accounts alone, from 0.5.'),
    may_join: boolean('It may join two members: a probability from 0.99, and no names that disagree.'),
    weights: jsonb('What each comparison adds, in bits: `{"name": 7.2, "city": -1.1}`, with `prior` for how rare matches are.'),
  },
  audits: [between('probability', 0.5, 1), expression('two accounts', 'account_key < other_account_key')],
})
