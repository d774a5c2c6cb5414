import { bigint, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.changed_value',
  grain: ['account_key', 'value'],
  kind: full({ store: 'changes' }),
  doc:
    'Current values of member files, from any column, that an account did not have in its first row. Reads every row the sources have ever held. ' +
    'Intermediate model for dwd.raw_identifier.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    value: text('The value as written.', { personal: true }),
    first_seen_at: timestamptz('Change time of the first row with the value.'),
  },
})
