import { bigint, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_launch_day',
  grain: ['one_id', 'business_line', 'sold_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The sale days on which each person bought, and kept, a product within the days after its launch (the parameter churn_launch_days, ' +
    'dwd.dim_product).',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line of the product; `*` for all of them.'),
    sold_on: date('The sale day.'),
  },
})
