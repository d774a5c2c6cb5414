import { between, bigint, boolean, conserves, date, defineModel, expression, full, integer, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_event',
  grain: ['event_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What accounts did in the mini-program, in the app and on the website, with sessions. On the website, visitors act before they sign in. Not filtered by `as_of`: readers filter with ' +
    '`occurred_on < as_of`.',
  columns: {
    event_id: text('Event number.'),
    account_key: bigint('Account that was signed in (dwd.account); null for an anonymous event.', { nullable: true }),
    session_key: bigint(
      'Session (dwd.event_session): the events of an account, or of a visitor who is not signed in, with less than 30 minutes between each ' +
        'two. A late event can join two sessions. Null for an event without account and visitor, and for one without a moment.',
      { nullable: true },
    ),
    channel: text('Where it happened: mini, app or web.', { nullable: true }),
    source: text('Source of the account: mini, app, or crm for the website.', { nullable: true }),
    source_account_id: text('Id of the account in its source.', { personal: true, nullable: true }),
    visitor_id: text('Visitor of the website, signed in or not: a cookie of the browser; else null.', { personal: true, nullable: true }),
    event_type: text(
      'login, open, view, search, favourite, add_to_cart, check_in, review, share, invite, store_check_in, activity_sign_up or ' +
        'activity_attended; other for a type that ' +
        'dwd.event_type does not have.',
    ),
    is_engagement: boolean('The person did it by themselves (dwd.event_type).'),
    occurred_at: timestamptz('When it happened; null if not sent. Offline devices send events some days late.', { nullable: true }),
    occurred_on: date("Business day of occurred_at, in the source's time zone.", { nullable: true }),
    product_key: bigint('Product (dwd.dim_product); null without a product, and if the catalogue does not have it.', { nullable: true }),
    product_code: text('Product code as sent; null without a product.', { nullable: true }),
    business_line: text(
      'Business line of the product, or of the promotion on activity_sign_up and activity_attended (`*` for a promotion of both); null for an event without ' +
        'either.',
      { nullable: true },
    ),
    content_topic: text('Topic of content viewed or shared; else null.', { nullable: true }),
    search_text: text('On search: the text typed, without spaces around it; else null.', { nullable: true }),
    dwell_seconds: integer('On view: seconds viewed; else null.', { nullable: true }),
    rating: integer('On review: 1 to 5 stars; else null.', { nullable: true }),
    promotion_id: text('On activity_sign_up and activity_attended: the activity (dwd.dim_promotion); else null.', { nullable: true }),
    store_code: text('On store_check_in and activity_attended: the store (dwd.dim_store); else null.', { nullable: true }),
  },
  audits: [
    conserves('ods.event'),
    expression('the source has a time zone', 'num_nulls(source, occurred_at) > 0 or occurred_on is not null'),
    warn(expression('an event has a source and a moment', 'num_nulls(source, occurred_at) = 0')),
    warn(expression('a known event type', "event_type <> 'other'")),
    warn(expression('a known product', 'product_code is null or product_key is not null')),
    warn(between('dwell_seconds', 0, null)),
    warn(between('rating', 1, 5)),
  ],
})
