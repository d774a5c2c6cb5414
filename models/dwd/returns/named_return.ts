import { bigint, between, defineModel, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.named_return',
  grain: ['return_item_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Intermediate model for dwd.return_match: the returns that name a line, and the units that each returns from it, whatever account ' +
    'the return came through. Returns of one line are taken in order of time, and never exceed its units. A return has no row if its ' +
    'line has not arrived or has no units left. A line of a later day is reduced too: clocks differ, and a deposit can be refunded before ' +
    'the last payment.',
  columns: {
    return_item_key: bigint('The return (dwd.fct_order_item).'),
    reduced_item_key: bigint('The sale that it names.'),
    quantity: bigint('Units returned from the sale; 0 for a refund without units.'),
  },
  audits: [between('quantity', 0, null)],
})
