import { between, bigint, boolean, date, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_standing',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Where each member stands, for all business lines: classes, cycle, and habits of spending.',
  columns: {
    one_id: bigint('The member.'),
    value_tier: text('Value tier at the last month start (dws.member_class).'),
    behaviour_class: text('Behaviour class on as_of.'),
    strategy_class: text('Strategy class on as_of.'),
    lifecycle_stage: text('Lifecycle stage on as_of.'),
    growth_stage: text('Growth stage on as_of.'),
    aipl_stage: text('AIPL stage on as_of (dws.member_aipl).'),
    last_business_line: text('Business line bought last; null without a purchase.', { nullable: true }),
    cycle_days: integer(
      'Usual days from one purchase to the next in this line (dws.member_stage); null without a purchase, and before the first gap of anybody.',
      { nullable: true },
    ),
    next_order_due_on: date('Last purchase + cycle_days: can lie in the past. Null without a purchase.', { nullable: true }),
    units_per_order: numeric('连带率 of the 365 days before as_of: units / orders that count, to 1 decimal; null without one.', {
      nullable: true,
    }),
    discount_rate: numeric('Discounts / list amount of the sales of the 365 days, to 2 decimals; null without a sale.', { nullable: true }),
    is_price_sensitive: boolean(
      'Buys more at a discount than everybody on the same days (dws.member_discount); null without a line in its window.',
      {
        nullable: true,
      },
    ),
    return_rate: numeric(
      'Returned / sold amount of the sales of the 365 days, to 2 decimals; null without a sale, and while no return was ever reported.',
      { nullable: true },
    ),
  },
  audits: [between('discount_rate', 0, 1)],
})
