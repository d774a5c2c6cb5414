import { accepted, defineModel, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.exclusion_rule',
  grain: ['rule'],
  kind: seed('seeds/exclusion_rule.csv'),
  doc: 'Rules that exclude people from the members: test accounts, staff and resellers. Their sales stay in the sales of the retailer.',
  columns: {
    rule: integer('Number of the rule. If several match, the lowest gives the reason.'),
    attribute: text('What the rule reads: name, phone or email of dwd.account_attribute, or account: source and id such as `pos:880012`.'),
    pattern: text('Regular expression for the value as written, in any letter case.'),
    reason: text('test, staff or reseller.'),
    note: text('Origin of such accounts.'),
  },
  audits: [accepted('attribute', ['name', 'phone', 'email', 'account']), accepted('reason', ['test', 'staff', 'reseller'])],
})
