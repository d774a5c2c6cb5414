import { between, bigint, boolean, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_tier_basis',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc: 'What the last evaluation found of each member who has more than the lowest value tier.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    tier_rank: integer('The tier of the member (dws.member_class).'),
    is_met: boolean('All bounds of the tier are met; else it was met at the evaluation before, and is kept for one more.'),
    held_by: text('What was measured and what is asked for, such as `net_amount 2100 of 3000, purchase_count 7 of 6`.'),
  },
  audits: [between('tier_rank', 2, null)],
})
