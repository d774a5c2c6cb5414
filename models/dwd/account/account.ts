import { bigint, date, defineModel, expression, full, text, timestamptz, unique, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Every account of every source. An account joins on the date in its member file, or with its first order or return if that is ' +
    'earlier or no member file has the account. Not filtered by `as_of`: readers filter with `joined_on < as_of`.',
  columns: {
    account_key: bigint('Key of the account: 64 bits of a hash of source and source_account_id.'),
    source: text('Source of the account: online_retail, marketplace, mini, app, pos, crm or wecom.'),
    source_account_id: text(
      'Its id in the source: customer number (17850, without the `.0` that the export appends), buyer number, openid, app user number, ' +
        'card number, member number or contact.',
      { personal: true },
    ),
    joined_on: date("Business day of joined_at, in the source's time zone."),
    country: text('Country on the newest document of the account, before or after as_of; else the country of the source.'),
    currency: text('ISO 4217 code of the usual currency of its source (dwd.source_setting).'),
    joined_at: timestamptz('When it joined, or its first order or return if that is earlier.'),
    cancelled_at: timestamptz('When it was closed or the contact deleted; null while open, and if the source does not report it.', {
      nullable: true,
    }),
    updated_at: timestamptz('When the source last changed the account; null if no member file has it.', { nullable: true }),
  },
  audits: [unique('source', 'source_account_id'), warn(expression('closed after it joined', 'coalesce(cancelled_at >= joined_at, true)'))],
})
