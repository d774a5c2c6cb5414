import { accepted, bigint, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_summary',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'What each person seen before as_of (exclusive) bought: one row for all business lines (`*`) and one for each line with a sale or a ' +
    'return. Read one of them: an order with lines of two business lines counts once in `*`. A purchase is a business day with an order ' +
    'that counts: its merchandise net is above zero at as_of. The facts known today are counted, so a later merge of two people or a late ' +
    'return also changes past figures, such as first_purchased_on and the new buyers of past days: that is right.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them.'),
    membership: text('member, visitor or excluded (dws.member_status).'),
    account_count: bigint('Accounts seen before as_of.'),
    first_seen_on: date('Business day of the first trace of any account.'),
    registered_on: date('Business day of the first registration; null for a visitor.', { nullable: true }),
    cancelled_on: date('Business day on which the membership ended; null while it lasts.', { nullable: true }),
    engagement_observed_from: date('Day from which acts of the person can be seen (dws.member_status).', { nullable: true }),
    last_engaged_on: date('Day of the last act by themselves (dws.member_act_month); null without one.', { nullable: true }),
    last_interested_on: date('Day of the last search, favourite, cart or click of a message; null without one.', { nullable: true }),
    last_aware_on: date('Day of the last view, or of the last message or call that was not bounced; null without one.', { nullable: true }),
    first_purchased_on: date('Business day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Business day of the last purchase; null without one.', { nullable: true }),
    lifetime_purchase_count: bigint('Purchases of all time. Two orders on one business day are one purchase.'),
    order_count: bigint('Orders that count.'),
    unit_count: bigint('Kept units of these orders.'),
    gross_amount: numeric('Amount sold, before returns, converted into the reporting currency.'),
    returned_amount: numeric(
      'Amount returned, positive; unmatched returns count on their own day; null while none of the sources ever reported a return.',
      { nullable: true },
    ),
    net_amount: numeric('gross_amount - returned_amount.'),
    average_order_amount: numeric(
      '笔单价: the net amount of the orders that count / their number, rounded to 2 decimals. Null without one.',
      {
        nullable: true,
      },
    ),
    purchase_count_30d: bigint('Purchases in the 30 days before as_of.'),
    net_amount_30d: numeric('Net amount of these sale days.'),
    purchase_count_90d: bigint('Purchases in the 90 days before as_of.'),
    net_amount_90d: numeric('Net amount of these sale days.'),
    purchase_count_180d: bigint('Purchases in the 180 days before as_of.'),
    net_amount_180d: numeric('Net amount of these sale days.'),
    purchase_count_365d: bigint('Purchases in the 365 days before as_of.'),
    net_amount_365d: numeric('Net amount of these sale days.'),
    currency: text('ISO 4217 code of all amounts: the reporting currency.'),
  },
  audits: [
    accepted('membership', ['member', 'visitor', 'excluded']),
    expression('net = gross - returned', 'net_amount = gross_amount - coalesce(returned_amount, 0)'),
    expression(
      'a purchase has a first and a last day',
      'case when lifetime_purchase_count = 0 then coalesce(first_purchased_on, last_purchased_on) is null ' +
        'else first_seen_on <= first_purchased_on and first_purchased_on <= last_purchased_on end',
    ),
    expression('each purchase has an order', 'lifetime_purchase_count <= order_count'),
  ],
})
