import { bigint, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.raw_identifier',
  grain: ['account_key', 'type', 'value'],
  kind: full({ store: 'changes' }),
  doc:
    'What each account can be known again by, as its source wrote it: one row for each type and value. What is longer than 500 characters is ' +
    'left out.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    type: text('phone, email, unionid, openid, external_userid, device_id, card_no, member_no or name.'),
    value: text('The value as written, be it masked, misspelt or a filler; an openid as `<app_id>:<openid>`.', { personal: true }),
    first_seen_at: timestamptz(
      'When the source first said so, in this spelling: when the account joined, or when the row that said it first was changed.',
    ),
    last_seen_at: timestamptz('When the source last changed what it says of the account; when it joined, where no file tells.'),
    source: text('Source of the account.'),
  },
  audits: [expression('seen first before last', 'first_seen_at <= last_seen_at')],
})
