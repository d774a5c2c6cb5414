import { bigint, boolean, conserves, date, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_social_interaction',
  grain: ['interaction_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'What people did with the posts of the retailer on social media. A follower of the official account is an account (dwd.account). ' +
    'Xiaohongshu tells nobody who its users are: they are in no member file, and no member has their interactions. Not filtered by ' +
    '`as_of`: readers filter with `occurred_on < as_of`.',
  columns: {
    interaction_id: text('Number of the interaction.'),
    account_key: bigint('Account of who did it (dwd.account, for official_account); null when the source names none.', {
      nullable: true,
    }),
    source: text('Platform, and source of the account: official_account or xiaohongshu.', { nullable: true }),
    source_account_id: text('Id of the account there.', { personal: true, nullable: true }),
    event_type: text('follow, unfollow, view (read), like, comment, share or mention; other for a type that dwd.event_type does not have.'),
    is_engagement: boolean('The person did it by themselves, and it is no farewell (dwd.event_type).'),
    occurred_at: timestamptz('When it happened.', { nullable: true }),
    occurred_on: date("Business day of occurred_at, in the source's time zone.", { nullable: true }),
    content_topic: text('Topic of the post; null on follow and unfollow.', { nullable: true }),
  },
  audits: [
    conserves('ods.social_interaction'),
    expression('the source has a time zone', 'num_nulls(source, occurred_at) > 0 or occurred_on is not null'),
    warn(expression('an interaction has an account and a moment', 'num_nulls(account_key, occurred_at) = 0')),
    warn(expression('a known type', "event_type <> 'other'")),
  ],
})
