import { bigint, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.changed_value',
  grain: ['account_key', 'value'],
  kind: full({ store: 'changes' }),
  doc:
    'What files of members say of an account and did not say at first, in whichever column: read from all rows that their sources ever held. A step ' +
    'towards dwd.raw_identifier.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    value: text('The value as written.', { personal: true }),
    first_seen_at: timestamptz('When the row that said so first was changed.'),
  },
})
