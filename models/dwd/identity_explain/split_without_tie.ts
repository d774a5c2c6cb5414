import { bigint, defineModel, full, jsonb } from 'memberhouse'

export default defineModel({
  name: 'dwd.split_without_tie',
  grain: ['one_id', 'was'],
  kind: full(),
  doc:
    'Members that split off where nothing ties them any more, as after a phone was changed: the account on either side that changed last. A step ' +
    'towards dwd.one_id_event, which keeps it.',
  columns: {
    one_id: bigint('The member after the change.'),
    was: bigint('The member before.'),
    evidence: jsonb(
      'An account on each side, as text, and `changed_at`: when a source last changed what it says of one of them; null where none tells.',
    ),
  },
})
