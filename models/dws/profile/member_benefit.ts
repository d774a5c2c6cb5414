import { bigint, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_benefit',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: "What kind of benefit each person prefers, where one is known: the appeal (dwd.benefit_appeal) whose benefits the person uses most often in comparison with everybody. Counted are benefits granted in the benefit_window_days before as_of that were used or have ended. Coupons are no such benefits. Everybody's rates are those at the start of the month.",
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    benefit_preference: text('discount, gift, experience or content.'),
    granted_count: bigint('Benefits of this appeal.'),
    used_count: bigint('Those that the person used.'),
    use_index: numeric(
      "Uses / uses to be expected at everybody's rates, after benefit_weight_count benefits with the usual use were added to both: 1 is usual.",
    ),
  },
  audits: [expression('no more uses than benefits', 'used_count <= granted_count')],
})
