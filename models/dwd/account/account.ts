import { bigint, date, defineModel, expression, full, text, timestamptz, unique, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Every account of every source, whatever as_of is: readers bound it by `joined_on < as_of`. An account of a file of members joins when the ' +
    'file says, and one that no such file tells of with its first order or return; so does one that bought before it joined.',
  columns: {
    account_key: bigint('The account: 64 bits of a hash of source and source_account_id.'),
    source: text('Source that knows the account: online_retail, shop, mini, app, pos, crm or wecom.'),
    source_account_id: text(
      'Its id in the source: customer number without the `.0` that its export appends (17850, not 17850.0), buyer number, openid, user ' +
        'number of the app, card, member number, contact.',
      { personal: true },
    ),
    joined_on: date("Business day, in the source's time zone, of joined_at."),
    country: text('Country as the newest document of the account names it, before as_of or after; else that of the source.'),
    currency: text('ISO 4217 code of the amounts of this account.'),
    joined_at: timestamptz('When it joined, or its first order or return, whichever came first.'),
    cancelled_at: timestamptz('When it was closed, or the contact deleted; null while open, and where the source never tells.', {
      nullable: true,
    }),
    updated_at: timestamptz('When the source last changed what it says of the account; null where no file of members tells of it.', {
      nullable: true,
    }),
  },
  audits: [unique('source', 'source_account_id'), warn(expression('closed after it joined', 'coalesce(cancelled_at >= joined_at, true)'))],
})
