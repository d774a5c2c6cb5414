import { accepted, bigint, date, defineModel, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.excluded_member',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc:
    'The people whom a rule excludes from the members as of as_of (exclusive): test accounts, staff and resellers. Their money is ' +
    'excluded_net_amount in ads.kpi_daily.',
  columns: {
    one_id: bigint('The person.'),
    exclusion_reason: text('test, staff or reseller: the reason of the lowest rule that matches (dwd.exclusion_rule).'),
    account_count: bigint('Accounts of the person.'),
    first_seen_on: date('Business day of the first trace of any account.'),
    registered_on: date('Business day of the first registration; null without one.', { nullable: true }),
    order_count: bigint('Orders of all time that count.'),
    net_amount: numeric('Net amount of all time.'),
    currency: text('ISO 4217 code of net_amount: the reporting currency.'),
  },
  audits: [accepted('exclusion_reason', ['test', 'staff', 'reseller'])],
})
