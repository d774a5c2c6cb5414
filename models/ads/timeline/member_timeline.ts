import { bigint, date, defineModel, numeric, text, timestamptz, view } from 'memberhouse'

export default defineModel({
  name: 'ads.member_timeline',
  kind: view(),
  doc:
    'Everything that happened with a person before as_of, a row each: `where one_id = …` reads one of them by the indexes on account_key, ' +
    '`order by occurred_at` puts it in order. Without that condition it reads every fact of every account: read the facts themselves instead.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    occurred_at: timestamptz('When it happened: of an order its payment, or its placement while unpaid.'),
    occurred_on: date("Business day of occurred_at, in the source's time zone."),
    kind: text(
      'order, return, event, social, touch, touch_opened, coupon_issued, coupon_redeemed, points, benefit, benefit_used, ticket, ' +
        'delivery, level, consent, assignment or survey.',
    ),
    title: text('What it was, in short: status, event and product, topic, level, answer and so on.', { nullable: true }),
    amount: numeric(
      'Of an order its amount before returns; of a return the amount, negative; of a coupon its face amount; of points their number; ' +
        'of a touch and a used benefit the cost, negative. In the currency of the source. Null for others.',
      { nullable: true },
    ),
    channel: text('Source of the account, or the channel of a message, an event, a ticket or a consent.', { nullable: true }),
    reference: text(
      'Number of the row in its fact: order, event, message, coupon, entry and so on. Of a level and a consent, the reason.',
      {
        nullable: true,
      },
    ),
  },
})
