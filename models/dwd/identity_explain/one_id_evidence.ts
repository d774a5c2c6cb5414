import { bigint, defineModel, full, integer, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id_evidence',
  grain: ['one_id', 'was', 'place'],
  kind: full(),
  doc: 'What tied accounts that moved to their new member, the strongest first. A step towards dwd.one_id_event, which keeps it.',
  columns: {
    one_id: bigint('The member after the change.'),
    was: bigint('The member before.'),
    place: integer('1 is the strongest.'),
    evidence: jsonb('A value that accounts of both share, the decision of a person, or how alike they are; keys of accounts as text.'),
  },
})
