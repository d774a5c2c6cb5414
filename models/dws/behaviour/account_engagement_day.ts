import { between, bigint, date, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dws.account_engagement_day',
  grain: ['account_key', 'engaged_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What each account did by itself on each business day: events (dwd.fct_event), interactions on social media (dwd.fct_social_interaction), openings and clicks of messages (dwd.fct_touch), and ' +
    'points redeemed (dwd.fct_point). Being sent something is not engagement, and neither is a purchase. Not filtered by `as_of`: readers ' +
    'filter with `engaged_on < as_of`. A count is null on a day on which its source was not observed (dwd.observed_source), and 0 if the ' +
    'account did nothing of the kind.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    engaged_on: date('Business day, in the time zone of the source.'),
    act_count: bigint('All acts that were observed. It includes those of event types that have no column here.'),
    open_count: bigint('Logged in, or opened the mini-program, the app or the website.', { nullable: true }),
    view_count: bigint('Looked at a product or at content.', { nullable: true }),
    search_count: bigint('Searched.', { nullable: true }),
    favourite_count: bigint('Marked a product as a favourite.', { nullable: true }),
    cart_count: bigint('Put a product into the cart.', { nullable: true }),
    check_in_count: bigint('Checked in for the day.', { nullable: true }),
    review_count: bigint('Reviewed a product.', { nullable: true }),
    share_count: bigint('Shared a product or content.', { nullable: true }),
    invite_count: bigint('Invited somebody to join.', { nullable: true }),
    store_visit_count: bigint('Checked in on a visit to a store.', { nullable: true }),
    sign_up_count: bigint('Signed up for an activity.', { nullable: true }),
    attendance_count: bigint('Came to an activity in a store.', { nullable: true }),
    social_count: bigint('Followed, read, liked, commented, shared or mentioned on social media.', { nullable: true }),
    message_open_count: bigint('Messages opened. Openings of text messages are not observed.', { nullable: true }),
    message_click_count: bigint('Messages clicked.', { nullable: true }),
    redemption_count: bigint('Redemptions of points.', { nullable: true }),
  },
  audits: [between('act_count', 1, null)],
})
