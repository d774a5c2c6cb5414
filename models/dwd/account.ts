import { bigint, date, defineModel, full, text, unique } from 'memberhouse'

export default defineModel({
  name: 'dwd.account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Every customer number that a source knows, whatever as_of is: readers bound it by `joined_on < as_of`. The shop has no joining, so the ' +
    'first order or return joins.',
  columns: {
    account_key: bigint('The account: 64 bits of a hash of source and source_account_id.'),
    source: text('Source that knows the account.'),
    source_account_id: text('Customer number in the source, without the `.0` that its export appends (17850, not 17850.0).', {
      personal: true,
    }),
    joined_on: date("Business day, in the source's time zone, of the first order or return."),
    country: text('Country as the newest document of the account names it, before as_of or after.'),
    currency: text('ISO 4217 code of the amounts of this account.'),
  },
  audits: [unique('source', 'source_account_id')],
})
