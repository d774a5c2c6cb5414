import { bigint, date, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dws.member_activity',
  grain: ['one_id'],
  kind: full({ store: 'changes', heavy: true }),
  doc: 'What each person whose acts can be seen (engagement_observed_from of dws.member_status) did in the activity_window_days before as_of, and when they last did what. A count is null if its source sent nothing in the window: unknown, not 0.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    active_day_count: bigint('Days with an act (dws.account_engagement_day).'),
    view_count: bigint('Views of products and content.', { nullable: true }),
    search_count: bigint('Searches.', { nullable: true }),
    cart_count: bigint('Products put into the cart.', { nullable: true }),
    share_count: bigint('Shares and invitations.', { nullable: true }),
    social_count: bigint('Interactions on social media; null while nobody had one.', { nullable: true }),
    last_visited_on: date('Last visit to the mini-program, the app or the website; null without one.', { nullable: true }),
    last_store_visit_on: date('Last check-in in a store, or activity attended; null without one.', { nullable: true }),
    last_clicked_on: date('Last click of a message; null without one.', { nullable: true }),
    last_reviewed_on: date('Last review; null without one.', { nullable: true }),
    last_cart_left_on: date('Day on which the last abandoned cart was abandoned (dwd.fct_cart_item); null without one.', {
      nullable: true,
    }),
  },
})
