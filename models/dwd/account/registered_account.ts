import { defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.registered_account',
  grain: ['source', 'source_account_id'],
  kind: full({ store: 'changes' }),
  doc: 'A step towards dwd.account: the accounts of the files of members, with the moments that these files tell.',
  columns: {
    source: text('Source that knows the account.'),
    source_account_id: text('Its id there: buyer number, openid, user number of the app, card, member number or contact.', {
      personal: true,
    }),
    joined_at: timestamptz('When it joined: was made, registered, given out or added.'),
    cancelled_at: timestamptz('When it was closed, or the contact deleted; null while open, and where the source never tells.', {
      nullable: true,
    }),
    updated_at: timestamptz('When the source last changed what it says of it.', { nullable: true }),
  },
})
