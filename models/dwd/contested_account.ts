import { bigint, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.contested_account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc: 'Accounts of members that share a value with another member, or of whom a person said whether they are one: where a guard may have been at work.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    one_id: bigint('Its member.'),
  },
})
