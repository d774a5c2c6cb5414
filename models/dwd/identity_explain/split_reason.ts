import { bigint, defineModel, full, integer, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.split_reason',
  grain: ['one_id', 'was', 'place'],
  kind: full(),
  doc: 'What parted accounts that split off from their member, people first. A step towards dwd.one_id_event, which keeps it.',
  columns: {
    one_id: bigint('The member after the change.'),
    was: bigint('The member before.'),
    place: integer('From 1 on.'),
    evidence: jsonb(
      'The unlink of a person, or a value of both that was blocked this night or that a guard stops; keys of accounts as text.',
    ),
  },
})
