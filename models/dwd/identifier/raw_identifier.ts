import { bigint, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.raw_identifier',
  grain: ['account_key', 'type', 'value'],
  kind: full({ store: 'changes' }),
  doc:
    'The identifiers of each account as its source wrote them, one row per type and value. Values longer than 500 characters are ' +
    'excluded.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    type: text(
      'phone, email, unionid, openid, external_userid, device_id, card_no, member_no or name; receiver_phone and receiver_name are those on ' +
        'a parcel, whose receiver may be another person.',
    ),
    value: text('Value as written, even if masked, misspelt or a placeholder; an openid as `<app_id>:<openid>`.', { personal: true }),
    first_seen_at: timestamptz(
      'When the source first wrote this spelling: when the account joined, or the change time of the first row with it.',
    ),
    last_seen_at: timestamptz('When the source last changed the account; the joining time if no file contains it.'),
    source: text('Source of the account.'),
  },
  audits: [expression('first_seen_at is not after last_seen_at', 'first_seen_at <= last_seen_at')],
})
