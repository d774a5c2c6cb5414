import { bigint, boolean, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Every id that a published run ever gave, and who it stands for today: an id that was merged resolves to the member that it became, for ever.',
  columns: {
    one_id: bigint('The id.'),
    current_one_id: bigint('The member that it stands for: itself, or what it was merged into, chains followed.'),
    merged_into: bigint('The older id that it was merged into; null when it was not.', { nullable: true }),
    account_count: bigint('Accounts that it has today; 0 when it was merged, or all of its accounts are gone.'),
    is_living: boolean('It has accounts today.'),
    first_run: bigint('The run that gave it.'),
  },
  audits: [expression('merged into an older one, so that no chain is a ring', 'merged_into is null or merged_into < one_id')],
})
