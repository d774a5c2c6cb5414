import { bigint, between, boolean, computed, defineModel, double, expression, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_pair',
  grain: ['account_key', 'other_account_key'],
  kind: computed('identity/identity_pair.ts', { store: 'changes', heavy: true }),
  doc:
    'Pairs of similar accounts that identifiers have not joined, by names, birthdays, phones and so on (Fellegi and Sunter 1969). Some may ' +
    'join two members, each member once; the others wait for a person: memberhouse identity review.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    probability: double('Probability that both are the same person, learned from these accounts alone; at least 0.5.'),
    may_join: boolean('True if the pair may join two members: probability of at least 0.99 and no disagreeing names.'),
    weights: jsonb('What each comparison adds, in bits: `{"name": 7.2, "city": -1.1}`, with `prior` for how rare matches are.'),
  },
  audits: [between('probability', 0.5, 1), expression('the accounts differ and are ordered', 'account_key < other_account_key')],
})
