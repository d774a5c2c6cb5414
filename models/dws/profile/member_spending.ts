import { bigint, defineModel, full, numeric } from 'memberhouse'

export default defineModel({
  name: 'dws.member_spending',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Intermediate model for dws.member_standing: what each person spent on an order in the 365 days before as_of, all business lines together.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    units_per_order: numeric('Kept units / orders that count; null without one.', { nullable: true }),
    discount_rate: numeric('Discounts / amount before discounts; null without a sale, and while nobody had a discount.', {
      nullable: true,
    }),
    return_rate: numeric('Returned / sold amount; null without a sale, and while no return was ever reported.', { nullable: true }),
  },
})
