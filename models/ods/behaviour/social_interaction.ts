import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.social_interaction',
  grain: ['interaction_id'],
  kind: source({ files: 'social_interaction_20*.csv', key: ['interaction_id'], deletion: append() }),
  doc: 'What people do with the posts of the retailer on social media: at the official account (公众号) and on Xiaohongshu (小红书).',
  columns: {
    interaction_id: text('Number of the interaction.'),
    platform: text('official_account or xiaohongshu. Determines which account_id is meant.'),
    account_id: text('Who did it: openid of the follower (ods.official_account_follower), or user id on Xiaohongshu.', {
      personal: true,
    }),
    interaction_type: text('follow, unfollow, read, like, comment, share, or mention: a post of their own that names the retailer.'),
    occurred_at: timestamptz('When it happened.'),
    content_topic: text('Topic of the post: a topic of ods.event; empty on follow and unfollow.'),
  },
})
