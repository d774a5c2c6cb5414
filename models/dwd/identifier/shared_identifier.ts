import { between, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.shared_identifier',
  grain: ['type', 'value'],
  kind: full({ store: 'changes' }),
  doc: 'Values carried by more than one account, for types with a match rule. Only these can link accounts.',
  columns: {
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    account_count: bigint('Accounts that carry it.'),
    name_count: bigint('Different-sounding names among these accounts; 0 if none has a full name.'),
  },
  audits: [between('account_count', 2, null), between('name_count', 0, null)],
})
