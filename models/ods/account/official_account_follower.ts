import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.official_account_follower',
  grain: ['openid'],
  kind: source({ files: 'official_account_follower_20*.csv', key: ['openid'], deletion: append() }),
  doc:
    'Followers of the official account (公众号). A follower is sent again when something changed, as after an unfollowing; the last row ' +
    'counts.',
  columns: {
    openid: text('Id of the follower within the official account. The mini-programs have other openids for the same person.', {
      personal: true,
    }),
    unionid: text('Same value as in ods.mini_member; empty for a few.', { personal: true }),
    follow_scene: text('How they came: search, qr_code, article, menu (of the mini-program) or card (shared by a friend).'),
    followed_at: timestamptz('When they followed, with offset; again after an unfollowing.', { zone: 'Asia/Shanghai' }),
    unfollowed_at: timestamptz('When they unfollowed; empty while they follow.', { zone: 'Asia/Shanghai' }),
    updated_at: timestamptz('When the row last changed.', { zone: 'Asia/Shanghai' }),
  },
})
