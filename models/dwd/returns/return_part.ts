import { bigint, between, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_part',
  grain: ['return_item_key', 'reduced_item_key'],
  kind: full({ store: 'changes' }),
  doc: 'A step towards dwd.return_match: which units of which sales each return takes, from the line that it names or from its pile.',
  columns: {
    return_item_key: bigint('The return (dwd.fct_order_item).'),
    reduced_item_key: bigint('The sale that it reduces.'),
    quantity: bigint('Units that it takes from the sale; 0 where money alone was given back.'),
  },
  audits: [between('quantity', 0, null)],
})
