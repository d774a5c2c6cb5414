import { append, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.event',
  grain: ['event_id'],
  kind: source({ files: 'event_20*.ndjson', format: 'ndjson', key: ['event_id'], deletion: append() }),
  doc:
    'Behaviour in the mini-program, in the app and on the website, as their tracking sends it. Offline devices send events some days late. Some events ' +
    'are sent twice: the second one changes nothing, or is a rejected row if both are in one file.',
  columns: {
    event_id: text('Event number.'),
    channel: text('Where it happened: mini, app or web. Determines which account_id is meant.'),
    account_id: text('Account that was signed in: openid for mini, app_user_id for app, member_no for web; empty for nobody.', {
      personal: true,
    }),
    visitor_id: text('On the website: the cookie of the browser, signed in or not; else empty.', { personal: true, optional: true }),
    event_type: text(
      'login, open, view, search, favourite, add_to_cart, check_in, review, share, invite, store_check_in, activity_sign_up or activity_attended.',
    ),
    occurred_at: timestamptz('When it happened, in UTC.'),
    product_code: text('Product (ods.product): on favourite, add_to_cart, review, product views and some shares; else empty.'),
    content_topic: text(
      'Topic of content viewed or shared: ingredients, sensitive_skin, anti_ageing, sun_care, breakfast, recipes or festival; else empty.',
    ),
    search_text: text('On search: the text typed; else empty.'),
    dwell_seconds: integer('On view: seconds viewed; else empty.'),
    rating: integer('On review: 1 to 5 stars; else empty.'),
    promotion_id: text('On activity_sign_up and activity_attended: the activity (ods.promotion); else empty.'),
    store_code: text('On store_check_in and activity_attended: the store (ods.store); else empty.', { optional: true }),
  },
})
