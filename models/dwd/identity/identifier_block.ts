import { accepted, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.identifier_block',
  grain: ['type', 'value'],
  kind: full({ store: 'changes' }),
  remembers: true,
  doc:
    'Values of identifiers that link nothing. A value that was once on too many accounts, or under too many names, stays blocked when it falls ' +
    'below the limit, so that members do not merge and split from night to night; `memberhouse identity allow` frees it.',
  columns: {
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    guard: text('What blocked it: person, junk, too_many_accounts or too_many_names.'),
    reason: text('In words.'),
  },
  audits: [accepted('guard', ['person', 'junk', 'too_many_accounts', 'too_many_names'])],
})
