import { defineTests } from 'memberhouse'

// warehouse.key() of official_account:o1 and xiaohongshu:o1.
const [follower, user] = ['3897986625400308866', '1821873881049296232']
const interaction = {
  interaction_id: 'S1',
  platform: 'official_account',
  account_id: 'o1',
  interaction_type: 'read',
  occurred_at: '2026-03-01T16:30Z',
}

export default defineTests('dwd.fct_social_interaction', [
  {
    name: 'types are translated, days are of the platform, and to unfollow is no engagement',
    given: {
      'dwd.source_setting': ['official_account', 'xiaohongshu'].map((source) => ({ source, time_zone: 'Asia/Shanghai' })),
      'dwd.event_type': [
        { source_event_type: 'read', event_type: 'view', is_engagement: true },
        { source_event_type: 'unfollow', event_type: 'unfollow', is_engagement: false },
      ],
      'ods.social_interaction': [
        interaction,
        { ...interaction, interaction_id: 'S2', platform: 'xiaohongshu' },
        { ...interaction, interaction_id: 'S3', interaction_type: 'unfollow' },
        { ...interaction, interaction_id: 'S4', interaction_type: 'poke', account_id: null },
        { ...interaction, interaction_id: 'S5', occurred_at: null },
      ],
    },
    expect: [
      { interaction_id: 'S1', account_key: follower, event_type: 'view', is_engagement: true, occurred_on: '2026-03-02' },
      { interaction_id: 'S2', account_key: user, event_type: 'view', is_engagement: true, occurred_on: '2026-03-02' },
      { interaction_id: 'S3', account_key: follower, event_type: 'unfollow', is_engagement: false, occurred_on: '2026-03-02' },
      { interaction_id: 'S4', account_key: null, event_type: 'other', is_engagement: false, occurred_on: '2026-03-02' },
      { interaction_id: 'S5', account_key: follower, event_type: 'view', is_engagement: true, occurred_on: null },
    ],
  },
])
