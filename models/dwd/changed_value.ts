import { bigint, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.changed_value',
  grain: ['account_key', 'value'],
  kind: full({ store: 'changes' }),
  doc:
    'What files of members said of an account later and not at first, in whichever column: read from all rows that were ever loaded. A step towards ' +
    'dwd.raw_identifier.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    value: text('The value as written.', { personal: true }),
    first_seen_at: timestamptz('When the row that said so first was changed.'),
  },
})
