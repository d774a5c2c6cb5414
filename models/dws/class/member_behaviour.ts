import { accepted, between, bigint, boolean, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_behaviour',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'The behaviour class of each member on as_of: for all business lines (`*`), and for each line where the member bought. Acts are of no ' +
    'business line, so they count in each.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    behaviour_class: text('The first class of dws.behaviour_rule whose conditions the member meets.'),
    is_growing_high_value: boolean('frequent, with an average order amount as frequent_high_value asks for: only purchases are missing.'),
    is_price_sensitive: boolean('Buys at a discount more than everybody on the same days (dws.member_discount); null if unknown.', {
      nullable: true,
    }),
    purchase_count_365d: bigint('Purchases in the 365 days before as_of.'),
    average_order_amount_365d: numeric(
      'Net amount of the orders that count / their number, of these days, in the reporting currency. Null without one.',
      { nullable: true },
    ),
    rules_version: text('Version of the edition (dws.rule_edition).'),
  },
  audits: [
    accepted('behaviour_class', ['frequent_high_value', 'frequent', 'engaged_never_bought', 'price_sensitive', 'silent', 'ordinary']),
    between('purchase_count_365d', 0, null),
    expression('growing means frequent', "not is_growing_high_value or behaviour_class = 'frequent'"),
  ],
})
