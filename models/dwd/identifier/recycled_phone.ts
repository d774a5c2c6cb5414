import { between, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.recycled_phone',
  grain: ['account_key', 'value'],
  kind: full({ store: 'changes' }),
  doc:
    'Phones that were out of use for `identity_unused_phone_days` (dwd.parameter) before another account had them: operators assign numbers ' +
    'again. Accounts of one holder are linked as on any phone; those of two holders only if an attribute agrees. Other phones have no row.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    value: text('Normalised phone.', { personal: true }),
    holder: bigint('1 for the accounts that had the phone before its first pause, 2 before its second, and so on.'),
    name_count: bigint('Different-sounding names among the accounts of this holder.'),
  },
  audits: [between('holder', 1, null), between('name_count', 0, null)],
})
