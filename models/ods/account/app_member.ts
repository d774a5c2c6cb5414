import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.app_member',
  grain: ['app_user_id'],
  kind: source({ files: 'app_member_20*.csv', key: ['app_user_id'], deletion: append() }),
  doc: 'Users of the app. A user comes again in a later file when something of it changed or when it cancelled; the last row counts.',
  columns: {
    app_user_id: text('Number of the user.', { personal: true }),
    phone: text('Phone that the user logs in with, confirmed by a message when it was set; empty for a login by WeChat alone.', {
      personal: true,
    }),
    email: text('Email as typed: upper case and spaces occur; empty for most.', { personal: true }),
    unionid: text('The same as in ods.mini_member; empty unless the user logged in with WeChat.', { personal: true }),
    device_id: text('Device of the last login; zeroes and dashes where the phone does not tell it. A family can share a tablet.', {
      personal: true,
    }),
    registered_at: timestamptz('When the account was made; ISO 8601 with its offset.'),
    cancelled_at: timestamptz('When the user closed the account; empty while open.'),
    updated_at: timestamptz('When the row last changed.'),
  },
})
