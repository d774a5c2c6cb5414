import { accepted, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.identifier_block',
  grain: ['type', 'value'],
  kind: full({ store: 'changes' }),
  remembers: true,
  doc:
    'Identifier values that link nothing. A value that once had too many accounts or names stays blocked when it falls below the limit, so ' +
    'that members do not merge and split from night to night. `memberhouse identity allow` unblocks it.',
  columns: {
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    guard: text('Guard that blocked it: person, junk, too_many_accounts or too_many_names.'),
    reason: text('Reason, as text.'),
  },
  audits: [accepted('guard', ['person', 'junk', 'too_many_accounts', 'too_many_names'])],
})
