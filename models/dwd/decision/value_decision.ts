import { accepted, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.value_decision',
  grain: ['type', 'value'],
  kind: full({ store: 'changes' }),
  doc: 'The newest decision of a person about each identifier value.',
  columns: {
    type: text('Type of identifier.'),
    value: text('Normalised value.', { personal: true }),
    action: text('`block`: the value links nothing; `allow`: it links, even if a guard blocks it.'),
    decision_id: text('The decision (ods.identity_decision).'),
    reason: text('Reason, as free text.'),
    decided_by: text('Who decided.'),
    decided_at: timestamptz('Time of the decision.'),
  },
  audits: [accepted('action', ['block', 'allow'])],
})
