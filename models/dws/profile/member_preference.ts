import { between, bigint, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_preference',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'What each person prefers: the most frequent value (dws.member_habit, dws.member_interest) if it has preference_least_count days, and its share reaches the least rate of the choice, such as hour_least_rate. Before the share is taken, preference_weight_count days of other values are added: with few acts the share must be larger. Null: no preference is known.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    usual_weekday: integer('Weekday of acts: 1 is Monday, 7 Sunday.', { nullable: true }),
    usual_hour: integer('Hour of acts, 0 to 23.', { nullable: true }),
    preferred_channel: text('Sales channel: source of the account that ordered.', { nullable: true }),
    preferred_store: text('Store (dwd.dim_store); web stores do not count.', { nullable: true }),
    preferred_message_channel: text('Channel whose messages are opened or clicked.', { nullable: true }),
    preferred_category: text('Category of products.', { nullable: true }),
    preferred_series: text('Product family.', { nullable: true }),
    content_topic: text('Topic of content and posts.', { nullable: true }),
  },
  audits: [between('usual_weekday', 1, 7), between('usual_hour', 0, 23)],
})
