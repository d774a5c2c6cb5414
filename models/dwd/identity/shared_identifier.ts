import { between, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.shared_identifier',
  grain: ['type', 'value'],
  kind: full({ store: 'changes' }),
  doc: 'Values, of types that a rule knows, that more than one account carries: what may link them.',
  columns: {
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    account_count: bigint('Accounts that carry it.'),
    name_count: bigint('Names of these accounts that sound different; 0 where none has a whole name.'),
  },
  audits: [between('account_count', 2, null), between('name_count', 0, null)],
})
