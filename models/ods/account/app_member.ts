import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.app_member',
  grain: ['app_user_id'],
  kind: source({ files: 'app_member_20*.csv', key: ['app_user_id'], deletion: append() }),
  doc: 'Users of the app. The app sends a user again when something changed, such as a cancellation; the last row counts.',
  columns: {
    app_user_id: text('User number.', { personal: true }),
    phone: text('Login phone, confirmed by a text message when it was set; empty for users who only log in with WeChat.', {
      personal: true,
      identifier: 'phone',
    }),
    email: text('Email as typed, with upper case and spaces; empty for most.', { personal: true, identifier: 'email' }),
    unionid: text('Same value as in ods.mini_member; empty unless the user logged in with WeChat.', { personal: true }),
    device_id: text('Device of the last login; all zeroes if the phone blocks tracking. A family can share a tablet.', {
      personal: true,
    }),
    registered_at: timestamptz('When the account was created; ISO 8601 with offset.', { zone: 'Asia/Shanghai' }),
    cancelled_at: timestamptz('When the user closed the account; empty while it is open.', { zone: 'Asia/Shanghai' }),
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
