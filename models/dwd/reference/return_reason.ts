import { boolean, defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_reason',
  grain: ['return_reason'],
  kind: seed('seeds/return_reason.csv'),
  doc: 'Whether returned goods can be sold again, by the reason of the return. A return reduces the cost of its sale only if they can.',
  columns: {
    return_reason: text('Reason, as in dwd.fct_order_item. A reason without a row is not resaleable.'),
    is_resaleable: boolean('The goods can be sold again.'),
    note: text('Why.'),
  },
})
