import { bigint, defineModel, full, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.split_without_tie',
  grain: ['one_id', 'previous_one_id'],
  kind: full(),
  doc:
    'Splits without a decision, block or guard: no tie is left, for example because a phone was changed. Shows the account on each side that ' +
    'changed last. Intermediate model for dwd.one_id_event, which keeps it.',
  columns: {
    one_id: bigint('The member after the change.'),
    previous_one_id: bigint('The previous member.'),
    evidence: jsonb('An account on each side, as text, and `changed_at`: when a source last changed one of them; null if unknown.'),
  },
})
