import { accepted, bigint, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_stage',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'Lifecycle stage of each member on as_of, with the days on which silence begins the later stages: for all business lines (`*`), and for ' +
    'each line where the member bought.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    registered_on: date('Business day of the first registration.'),
    cancelled_on: date('Business day on which the last registration was cancelled; null while one holds.', { nullable: true }),
    first_purchased_on: date('Business day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Business day of the last purchase; null without one.', { nullable: true }),
    last_engaged_on: date('Day of the last act by themselves; null without one.', { nullable: true }),
    is_engagement_observed: boolean('A source reports the acts of the member; else purchases alone are judged.'),
    cycle_days: numeric('Usual days from one purchase to the next (warehouse.purchase_cycle); null before any gap.', { nullable: true }),
    rules_version: text('Version of the rules (dws.lifecycle_rule).'),
    dormant_on: date('First day of silence that counts as dormant; null without a purchase.', { nullable: true }),
    churned_on: date('First day of silence, by purchases and by acts, that counts as churned; null without a purchase.', {
      nullable: true,
    }),
    stage: text('prospect, new, active, dormant or churned (warehouse.lifecycle_stage).'),
  },
  audits: [
    accepted('stage', ['prospect', 'new', 'active', 'dormant', 'churned']),
    expression('dormant before churned', 'dormant_on <= churned_on is not false'),
  ],
})
