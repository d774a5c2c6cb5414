import { accepted, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id_move',
  grain: ['account_key'],
  kind: full(),
  doc: 'Accounts whose member the newest version of dwd.one_id_map changed. Intermediate model for dwd.one_id_event, which keeps all changes.',
  columns: {
    account_key: bigint('The account.'),
    changed_by_run: bigint('The run that changed its member.'),
    one_id: bigint('Its current member.'),
    previous_one_id: bigint('Its previous member; null for a new account.', { nullable: true }),
    kind: text('new: the id is new; join: the account joined an existing member; merge, split, move: see dwd.one_id_event.'),
  },
  audits: [accepted('kind', ['new', 'join', 'merge', 'split', 'move'])],
})
