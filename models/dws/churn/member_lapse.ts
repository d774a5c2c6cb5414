import { between, bigint, date, defineModel, expression, full, numeric } from 'memberhouse'

export default defineModel({
  name: 'dws.member_lapse',
  grain: ['one_id', 'lapsed_on'],
  kind: full({ store: 'changes' }),
  doc:
    'Each time that a member fell silent, dormant or churned (dws.member_stage_span, all business lines), and the purchase with which the ' +
    'member came back. A lapse that began before the last 24 month starts begins at the first of them. Members who cancelled have no row.',
  columns: {
    one_id: bigint('The member.'),
    lapsed_on: date('Month start at which the member was dormant or churned for the first time; after the last one, the day itself.'),
    came_back_on: date('Day of the first purchase from then on; null while there is none.', { nullable: true }),
    came_back_amount: numeric('Sold minus returned of that day, in the reporting currency; null without it.', { nullable: true }),
    later_purchase_count: bigint('Purchases after that day, before the next lapse; null without a return.', { nullable: true }),
    later_amount: numeric('Sold minus returned of these; null without a return.', { nullable: true }),
  },
  audits: [
    expression('comes back after the lapse', 'came_back_on >= lapsed_on is not false'),
    between('later_purchase_count', 0, null),
    expression('an amount for each return', '(came_back_on is null) = (came_back_amount is null)'),
  ],
})
