import { bigint, between, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_part',
  grain: ['return_item_key', 'reduced_item_key'],
  kind: full({ store: 'changes' }),
  doc: 'Intermediate model for dwd.return_match: the matched returns, each with the sales that it reduces, by name or from its stack.',
  columns: {
    return_item_key: bigint('The return (dwd.fct_order_item).'),
    reduced_item_key: bigint('The sale that it reduces.'),
    quantity: bigint('Units returned from the sale; 0 for a refund without units.'),
  },
  audits: [between('quantity', 0, null)],
})
