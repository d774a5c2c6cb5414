import { defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.order_account',
  grain: ['source', 'source_account_id'],
  kind: full({ store: 'changes' }),
  doc: 'Intermediate model for dwd.account and dwd.recycled_phone: the accounts with an order, paid or not, or a return. Not filtered by `as_of`.',
  columns: {
    source: text('Source of the account.'),
    source_account_id: text('Its id there; for online_retail the customer number without the `.0` that the export appends.', {
      personal: true,
    }),
    first_ordered_at: timestamptz('Its first order or return.'),
    last_ordered_at: timestamptz('Its last order or return.'),
    country: text('Country on the newest document of the account; null when the source names none.', { nullable: true }),
  },
})
