import { bigint, boolean, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.one_id',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Every id that a published run ever assigned, and the member it means today. A merged id always resolves to the member that it became.',
  columns: {
    one_id: bigint('The id.'),
    current_one_id: bigint('The member that it means today: itself, or the member it was merged into, directly or through others.'),
    merged_into: bigint('The older id that it was merged into; null if it was not merged.', { nullable: true }),
    account_count: bigint('Accounts that it has today; 0 if it was merged or all of its accounts are gone.'),
    is_active: boolean('True if it has accounts today.'),
    first_run: bigint('The run that assigned it.'),
  },
  audits: [expression('an id is merged into an older one, so that chains have no cycle', 'merged_into is null or merged_into < one_id')],
})
