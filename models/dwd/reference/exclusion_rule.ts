import { accepted, defineModel, expression, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.exclusion_rule',
  grain: ['rule'],
  kind: seed('seeds/exclusion_rule.csv'),
  doc: 'Rules that exclude people from the members: test accounts, staff and resellers. Their sales stay in the sales of the retailer.',
  columns: {
    rule: integer('Number of the rule. If several match, the lowest gives the reason.'),
    attribute: text(
      'What the rule reads: name, phone or email of dwd.account_attribute, or account: source and id such as `pos:880012`. Or what it counts: ' +
        'receipts_a_month (orders of the account in a calendar month) or line_units (units on one line).',
    ),
    pattern: text('Regular expression for the value as written, in any letter case; for a count, for the source of the account.'),
    minimum: integer('For a count: the number from which on it excludes the account; else null.', { nullable: true }),
    reason: text('test, staff or reseller.'),
    note: text('Origin of such accounts.'),
  },
  audits: [
    accepted('attribute', ['name', 'phone', 'email', 'account', 'receipts_a_month', 'line_units']),
    accepted('reason', ['test', 'staff', 'reseller']),
    expression('a count has a minimum, and nothing else has', "(minimum is not null) = (attribute in ('receipts_a_month', 'line_units'))"),
  ],
})
