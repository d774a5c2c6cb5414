import { accepted, bigint, date, defineModel, expression, full, jsonb, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id_event',
  grain: ['changed_by_run', 'kind', 'one_id', 'other_one_id'],
  kind: full({ store: 'changes' }),
  remembers: true,
  doc:
    'Each change of a member and the run that made it. Events of published runs are facts and stay after a rollback; unpublished runs have ' +
    'no events.',
  columns: {
    changed_by_run: bigint('The run that made the change.'),
    kind: text(
      'new: a member with new accounts; merge: other_one_id became one_id for good; split: one_id is new and its accounts belonged to ' +
        'other_one_id; move: some accounts of other_one_id went to the existing one_id.',
    ),
    one_id: bigint('The member after the change.'),
    other_one_id: bigint('The previous member of its accounts; 0 for a new member.'),
    changed_on: date('as_of of the run; null for events from before this column existed.', { nullable: true }),
    account_count: bigint('Accounts that changed.'),
    evidence: jsonb(
      'Up to five ties of the accounts to their new member: type of identifier, agreeing attribute and an account on each side, or the ' +
        'decision of a person. For a split, its reasons; if no tie is left, `changed_at`: when either account last changed. Empty for new members.',
    ),
  },
  audits: [
    accepted('kind', ['new', 'merge', 'split', 'move']),
    expression('a member is merged into an older one, so that chains have no cycle', `kind <> 'merge' or one_id < other_one_id`),
  ],
})
