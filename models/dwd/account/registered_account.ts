import { accepted, bigint, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.registered_account',
  grain: ['source', 'source_account_id'],
  kind: full({ store: 'changes' }),
  doc: 'Intermediate model for dwd.account: the accounts in the member files, with the times in those files.',
  columns: {
    source: text('Source of the account.'),
    source_account_id: text('Its id there: buyer number, open_id, pin, openid, app user number, card number, member number or contact.', {
      personal: true,
    }),
    joined_at: timestamptz('When it joined: was created, registered, issued or added.'),
    cancelled_at: timestamptz('When it was closed or the contact deleted; null while open, and if the source does not report it.', {
      nullable: true,
    }),
    updated_at: timestamptz('When the source last changed it.', { nullable: true }),
    acquired_by: text('How it was won: advertisement, search, store, guide, invitation or direct; null if not observed.', {
      nullable: true,
    }),
    acquisition_campaign: text('On advertisement: the campaign of the advertiser; else null.', { nullable: true }),
    acquisition_guide_id: text('On guide: the sales guide who won it; else null.', { nullable: true }),
    inviter_account_key: bigint('On invitation: the account of the member who invited it; else null.', { nullable: true }),
  },
  // Otherwise it joined again, or one of the times is wrong.
  audits: [
    warn(expression('closed after it joined', 'coalesce(cancelled_at >= joined_at, true)')),
    warn(accepted('acquired_by', ['advertisement', 'search', 'store', 'guide', 'invitation', 'direct'])),
  ],
})
