import { bigint, defineModel, full, integer, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id_evidence',
  grain: ['one_id', 'previous_one_id', 'place'],
  kind: full(),
  doc: 'Ties of moved accounts to their new member, strongest first. Intermediate model for dwd.one_id_event, which keeps them.',
  columns: {
    one_id: bigint('The member after the change.'),
    previous_one_id: bigint('The previous member.'),
    place: integer('1 is the strongest.'),
    evidence: jsonb('A shared value, the decision of a person, or the similarity of two accounts; account keys as text.'),
  },
})
