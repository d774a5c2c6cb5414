import { bigint, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.contested_account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Accounts of members on which a guard may have acted: members that share a value with another member, have a decision about one of their ' +
    'accounts, or have more accounts than a member may have.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    one_id: bigint('Its member.'),
  },
})
