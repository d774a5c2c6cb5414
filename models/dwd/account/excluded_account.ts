import { accepted, bigint, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.excluded_account',
  grain: ['account_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Accounts that a rule of dwd.exclusion_rule excludes from the members, with all accounts of the same person. Orders of any day count: ' +
    'who is found to be a reseller today was never a member. Not filtered by `as_of`.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    rule: integer('The rule.'),
    reason: text('test, staff or reseller.'),
  },
  audits: [accepted('reason', ['test', 'staff', 'reseller'])],
})
