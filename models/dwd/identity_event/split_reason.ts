import { bigint, defineModel, full, integer, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.split_reason',
  grain: ['one_id', 'previous_one_id', 'place'],
  kind: full(),
  doc: 'Why accounts split off from their member, decisions first. Intermediate model for dwd.one_id_event, which keeps the reasons.',
  columns: {
    one_id: bigint('The member after the change.'),
    previous_one_id: bigint('The previous member.'),
    place: integer('Position, from 1.'),
    evidence: jsonb('An unlink, or a shared value that this run blocked or that a guard stopped; account keys as text.'),
  },
})
