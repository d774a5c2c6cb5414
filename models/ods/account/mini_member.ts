import { append, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.mini_member',
  grain: ['openid'],
  kind: source({ files: 'mini_member_20*.ndjson', format: 'ndjson', key: ['openid'], deletion: append() }),
  doc:
    'Users of the mini-programs, as the backend exports them. A user comes again in a later file when something of it changed; the last ' +
    'row counts. Nobody is ever deleted.',
  columns: {
    openid: text('Who it is, in one mini-program: another mini-program gives the same person another.', { personal: true }),
    app_id: text('The mini-program: the brand has one for skincare and one for its convenience stores.'),
    unionid: text('Who it is, in all that the brand has on WeChat; empty for those who never followed the account.', { personal: true }),
    phone: text('Phone that WeChat confirmed, digits alone or with +86; empty for those who did not grant it.', { personal: true }),
    nickname: text('Nickname; 微信用户 where it was not granted.', { personal: true }),
    gender: integer('1 male, 2 female, 0 unknown.'),
    city: text('City in Chinese, from the profile or the address; empty for many.', { personal: true }),
    registered_at: timestamptz('When it was first seen in the mini-program; sent with its offset (+08:00).'),
    updated_at: timestamptz('When the row last changed.'),
  },
})
