import { accepted, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id_move',
  grain: ['account_key'],
  kind: full(),
  doc: "The accounts whose member the newest change of dwd.one_id_map changed. A step towards dwd.one_id_event, which keeps each run's.",
  columns: {
    account_key: bigint('The account.'),
    changed_by_run: bigint('The run that changed its member.'),
    one_id: bigint('Its member now.'),
    was: bigint('Its member before; null for an account that had none.', { nullable: true }),
    kind: text('new: nobody had the id before; join: an account came to it; merge, split, move: see dwd.one_id_event.'),
  },
  audits: [accepted('kind', ['new', 'join', 'merge', 'split', 'move'])],
})
