import { bigint, between, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.named_return',
  grain: ['return_item_key'],
  kind: full({ store: 'changes' }),
  doc:
    'A step towards dwd.return_match: what the returns that name a line take from it, in order of time, and never more units than it has. ' +
    'Returns that name a line which is not known, of a later day, or of another account have no row.',
  columns: {
    return_item_key: bigint('The return (dwd.fct_order_item).'),
    reduced_item_key: bigint('The sale that it names.'),
    quantity: bigint('Units that it takes from the sale; 0 where money alone was given back.'),
  },
  audits: [between('quantity', 0, null)],
})
