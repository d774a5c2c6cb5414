import { append, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.mini_member',
  grain: ['openid'],
  kind: source({ files: 'mini_member_20*.ndjson', format: 'ndjson', key: ['openid'], deletion: append() }),
  doc: 'Users of the mini-programs. A user is sent again when something changed; the last row counts. Users are never deleted.',
  columns: {
    openid: text('Id of the user within one mini-program; another mini-program has another openid for the same person.', {
      personal: true,
    }),
    app_id: text('The mini-program: one for skincare, one for the convenience stores.'),
    unionid: text('Id of the person across all WeChat services of the retailer; empty for those who never followed the official account.', {
      personal: true,
    }),
    phone: text('Phone confirmed by WeChat, digits only or with +86; empty for users who did not grant it.', {
      personal: true,
      identifier: 'phone',
    }),
    nickname: text('Nickname; 微信用户 if the user did not grant it.', { personal: true }),
    gender: integer('1 male, 2 female, 0 unknown.'),
    city: text('City in Chinese, from profile or address; empty for many.', { personal: true }),
    registered_at: timestamptz('When the user first opened the mini-program, with offset (+08:00).', { zone: 'Asia/Shanghai' }),
    acquired_by: text('How the account was won: advertisement, search, store, guide, invitation or direct.', { optional: true }),
    acquisition_campaign: text(
      'On advertisement: the campaign of the advertiser, its medium (ods.channel_spend) and month, such as feed_ads-2024-05; else empty.',
      { optional: true },
    ),
    acquisition_guide_id: text('On guide: the sales guide who won it (ods.guide); else empty.', { optional: true }),
    invited_by: text('On invitation: member number of the inviter (ods.crm_member); else empty.', { personal: true, optional: true }),
    updated_at: timestamptz('When the row last changed.', { zone: 'Asia/Shanghai' }),
  },
})
