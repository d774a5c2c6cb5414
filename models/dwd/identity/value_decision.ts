import { accepted, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.value_decision',
  grain: ['type', 'value'],
  kind: full({ store: 'changes' }),
  doc: 'The newest word of a person about each value of an identifier.',
  columns: {
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    action: text('`block`: it links nothing; `allow`: it links, whatever guard blocks it.'),
    decision_id: text('The decision (ods.identity_decision).'),
    reason: text('Why, in words.'),
    decided_by: text('Who.'),
    decided_at: timestamptz('When.'),
  },
  audits: [accepted('action', ['block', 'allow'])],
})
