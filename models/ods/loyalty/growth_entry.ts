import { append, date, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.growth_entry',
  grain: ['entry_id'],
  kind: source({ files: 'growth_entry_20*.csv', key: ['entry_id'], deletion: append() }),
  doc:
    'Growth values (成长值) of members. They decide the level and are never spent. Entries are never changed or deleted. The growth ' +
    'value of a member on a day is the sum of the entries that have not expired by then.',
  columns: {
    entry_id: text('Entry number.'),
    member_no: text('Member (ods.crm_member).', { personal: true }),
    occurred_at: timestamptz('When it was booked.'),
    route: text('purchase, return, profile, check_in, store_check_in, review, share or activity_attended.'),
    growth_value: integer('Growth values: negative for return, else positive.'),
    expires_on: date('First day on which it no longer counts; a return expires with its purchase.'),
    order_id: text('Order that was bought or returned; else empty.'),
  },
})
