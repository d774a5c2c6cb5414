import { bigint, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id_map',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'The member behind each account; facts reach members through this map alone. Each account is a member of its own, and one_id equals ' +
    'account_key: do not build on that, join.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    one_id: bigint('The member that the account belongs to.'),
  },
})
