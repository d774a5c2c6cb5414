import { accepted, bigint, date, defineModel, expression, full, jsonb, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id_event',
  grain: ['changed_by_run', 'kind', 'one_id', 'other_one_id'],
  kind: full({ store: 'changes' }),
  remembers: true,
  doc:
    'Each change of a member and the run that made it. Facts: what a published run did stays, also after a rollback; what a run did that was never ' +
    'published is not here.',
  columns: {
    changed_by_run: bigint('The run that made the change.'),
    kind: text(
      'new: the member had no account before; merge: other_one_id became one_id, for ever; split: one_id is new and its accounts were of ' +
        'other_one_id; move: some accounts of other_one_id became accounts of one_id, which was there before.',
    ),
    one_id: bigint('The member after the change.'),
    other_one_id: bigint('The member that its accounts were of; 0 for a new one.'),
    changed_on: date('The day that the run was for (its as_of); null for what happened before days were kept.', { nullable: true }),
    account_count: bigint('Accounts that changed.'),
    evidence: jsonb(
      'What tied the accounts to their new member, up to five: type of identifier, attribute that agreed too, and an account on each side; or ' +
        'the decision of a person. Of a split what parted them, or, where nothing ties them any more, `changed_at`: when one of both last changed. Empty for ' +
        'new ones.',
    ),
  },
  audits: [
    accepted('kind', ['new', 'merge', 'split', 'move']),
    expression('a member is merged into an older one, so that no chain has an end in itself', `kind <> 'merge' or one_id < other_one_id`),
  ],
})
