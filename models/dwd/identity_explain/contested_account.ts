import { bigint, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.contested_account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Accounts of members that share a value with another member, of whom a person said whether they are one, or who have more accounts than a person ' +
    'can: where a guard may have been at work.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    one_id: bigint('Its member.'),
  },
})
