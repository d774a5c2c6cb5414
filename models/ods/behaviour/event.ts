import { append, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.event',
  grain: ['event_id'],
  kind: source({ files: 'event_20*.ndjson', format: 'ndjson', key: ['event_id'], deletion: append() }),
  doc:
    'What people did in the mini-program and the app, as their tracking sent it. A device that was offline sends some days late, and ' +
    'now and then an event is sent twice: the second one changes nothing, or stands among the rejected rows when both are in one file.',
  columns: {
    event_id: text('Number of the event.'),
    channel: text('Where it happened, and whose account_id it is: mini or app.'),
    account_id: text('Account that was signed in: openid for mini, app_user_id for app.', { personal: true }),
    event_type: text('open, view, search, favourite, add_to_cart, check_in, review, share or activity_sign_up.'),
    occurred_at: timestamptz('When it happened; sent in UTC.'),
    product_code: text(
      'Product it was about (ods.product): on view of a product, favourite, add_to_cart, review, some shares; else empty.',
    ),
    content_topic: text(
      'Topic of what was read or shared: ingredients, sensitive_skin, anti_ageing, sun_care, breakfast, recipes or festival; else empty.',
    ),
    search_text: text('On search: what was typed. Else empty.'),
    dwell_seconds: integer('On view: how long it was looked at. Else empty.'),
    rating: integer('On review: 1 to 5 stars. Else empty.'),
    promotion_id: text('On activity_sign_up: the activity (ods.promotion). Else empty.'),
  },
})
