import { bigint, conserves, date, defineModel, expression, full, integer, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_growth',
  grain: ['entry_id'],
  kind: full({ store: 'changes' }),
  doc:
    'Every entry of growth values (成长值), by the route on which a member gained or lost them. They decide the level (dwd.level_span) and ' +
    'are never spent: the growth value of an account on a day is the sum of its entries with `occurred_on <= day and day < expires_on`. ' +
    'Not filtered by `as_of`: readers filter with `occurred_on < as_of`.',
  columns: {
    entry_id: text('Entry number.'),
    account_key: bigint('Account of the member (dwd.account); null if the source names none.', { nullable: true }),
    source: text('Source of the account: always crm.'),
    source_account_id: text('Member number.', { personal: true, nullable: true }),
    route: text('purchase, return, profile, check_in, store_check_in, review, share or activity_attended.', { nullable: true }),
    occurred_at: timestamptz('When it was booked.', { nullable: true }),
    occurred_on: date("Business day of occurred_at, in the source's time zone (dwd.source_setting).", { nullable: true }),
    growth_value: integer('Growth values: negative for what a return takes away; 0 if the source sent none.'),
    expires_on: date('First day on which it no longer counts; null if it never expires.', { nullable: true }),
    order_id: text('Number of the order that was bought or returned; null for other routes.', { nullable: true }),
  },
  audits: [
    conserves('ods.growth_entry'),
    conserves('ods.growth_entry', 'coalesce(sum(growth_value), 0)'),
    warn(expression('an entry has an account, a route and a moment', 'num_nulls(account_key, route, occurred_on) = 0')),
    warn(expression('a return takes growth values away, any other route adds them', "(route = 'return') = (growth_value < 0)")),
    warn(expression('an entry counts for a day at least', 'coalesce(occurred_on < expires_on, true)')),
  ],
})
