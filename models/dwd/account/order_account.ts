import { defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.order_account',
  grain: ['source', 'source_account_id'],
  kind: full({ store: 'changes' }),
  doc: 'A step towards dwd.account: the accounts that ever bought or gave back, whatever as_of is.',
  columns: {
    source: text('Source that knows the account.'),
    source_account_id: text('Its id there; customer numbers of online_retail without the `.0` that its export appends.', {
      personal: true,
    }),
    first_ordered_at: timestamptz('Its first order that was paid, or return.'),
    country: text('Country as the newest document of the account names it; null where the source names none.', { nullable: true }),
  },
})
