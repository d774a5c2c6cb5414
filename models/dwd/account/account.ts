import { bigint, date, defineModel, expression, full, text, timestamptz, unique, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Every account of every source, from member files and orders. Opening a mini-program or ordering as a guest is no registration ' +
    '(dwd.source_setting). Not filtered by `as_of`: readers filter with `first_seen_on < as_of`.',
  columns: {
    account_key: bigint('Key of the account: 64 bits of a hash of source and source_account_id.'),
    source: text('Source of the account: online_retail, marketplace, douyin, jd, mini, app, pos, crm, wecom or official_account.'),
    source_account_id: text(
      'Its id in the source: customer number (17850, without the `.0` that the export appends), buyer number, open_id, pin, openid, app user number, ' +
        'card number, member number, contact or follower.',
      { personal: true },
    ),
    first_seen_on: date("Business day of first_seen_at, in the source's time zone."),
    registered_on: date('Business day of registered_at; null for a visitor.', { nullable: true }),
    cancelled_on: date('Business day of cancelled_at.', { nullable: true }),
    country: text('Country on the newest document of the account, before or after as_of; else the country of the source.'),
    currency: text('ISO 4217 code of the usual currency of its source (dwd.source_setting).'),
    first_seen_at: timestamptz('The date in its member file, or its first order or return if that is earlier.'),
    registered_at: timestamptz(
      'When it registered as a member: the date in its member file if the source registers members; the same, or else first_seen_at, if ' +
        'its membership is implied; else null.',
      { nullable: true },
    ),
    cancelled_at: timestamptz(
      'When it was closed or the contact deleted; null while open, also if it joined again later, and if the source does not report it.',
      { nullable: true },
    ),
    updated_at: timestamptz('When the source last changed the account; null if no member file has it.', { nullable: true }),
    acquired_by: text(
      'How it was won, as its member file says: advertisement, search, store, guide, invitation or direct (by itself); null if not observed.',
      { nullable: true },
    ),
    acquisition_campaign: text('On advertisement: the campaign of the advertiser, such as feed_ads-2024-05; else null.', {
      nullable: true,
    }),
    acquisition_guide_id: text('On guide: the sales guide who won it (dwd.dim_guide); else null.', { nullable: true }),
    inviter_account_key: bigint('On invitation (老带新): the account of the member who invited it; else null.', { nullable: true }),
  },
  audits: [
    unique('source', 'source_account_id'),
    warn(expression('nobody invites themselves', 'coalesce(inviter_account_key <> account_key, true)')),
  ],
})
