import { bigint, date, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_cart_item',
  grain: ['event_id'],
  kind: full({ store: 'changes' }),
  doc:
    'Each time that an account put a product into its cart, and how it ended: bought by the same account within 24 hours, put into the ' +
    'cart again within them, or abandoned. Exactly one of bought_at, added_again_at and abandoned_at is set. Additions without an account, a moment ' +
    'or a known product are in dwd.fct_event only. Not filtered by `as_of`: readers filter with `added_on < as_of`, and abandoned carts ' +
    'with `abandoned_on < as_of`.',
  columns: {
    event_id: text('The event (dwd.fct_event).'),
    account_key: bigint('The account (dwd.account).'),
    session_key: bigint('The session (dwd.event_session).'),
    channel: text('Where it happened: mini, app or web.'),
    source: text('Source of the account: mini, app, or crm for the website.'),
    product_key: bigint('The product (dwd.dim_product).'),
    business_line: text('Business line of the product; null if the catalogue names none.', { nullable: true }),
    added_at: timestamptz('When the product was put into the cart.'),
    added_on: date('Business day of added_at.'),
    bought_at: timestamptz('When the account ordered the product (dwd.fct_order_item), if that was its next act and within 24 hours.', {
      nullable: true,
    }),
    added_again_at: timestamptz('When the account put it into the cart again, if that was its next act and within 24 hours.', {
      nullable: true,
    }),
    abandoned_at: timestamptz('24 hours after added_at, if the product was neither bought nor added again before. Can lie in the future.', {
      nullable: true,
    }),
    abandoned_on: date('Business day of abandoned_at.', { nullable: true }),
  },
  audits: [expression('it ended in one way', 'num_nonnulls(bought_at, added_again_at, abandoned_at) = 1')],
})
