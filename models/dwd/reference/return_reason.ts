import { boolean, defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_reason',
  grain: ['return_reason'],
  kind: seed('seeds/return_reason.csv'),
  doc:
    'What a return means, by its reason: whether the goods can be sold again, which alone reduces the cost of the sale, and whether they ' +
    'are exchanged.',
  columns: {
    return_reason: text('Reason, as in dwd.fct_order_item. A reason without a row is not resaleable.'),
    is_resaleable: boolean('The goods can be sold again.'),
    is_exchange: boolean('The same product is given for it: the sale keeps its units (dwd.fct_order_item has the return with 0 units).'),
    note: text('Why.'),
  },
})
