import { bigint, between, boolean, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_lifo_stack',
  grain: ['order_item_key'],
  kind: full({ store: 'changes' }),
  doc:
    'A step towards dwd.return_match. For each account and product with a return that names no line: its sales and returns in order of time (in one minute ' +
    'sales first), and which units of its pile each lays or takes. A sale lays units on top, without those that ' +
    'returns by name take of it; a return takes from the top. Returns of customers whom nobody knows, and those that name a line, have no pile.',
  columns: {
    order_item_key: bigint('The sale or return (dwd.fct_order_item).'),
    account_key: bigint('Account whose pile it is.'),
    product_key: bigint('Product that lies on it.'),
    is_return: boolean('The line takes units; else it lays them.'),
    position: bigint("Place in the pile's order of time, from 1."),
    bottom: bigint('Units below those that the line lays or takes.'),
    top: bigint('Units up to the highest that the line lays or takes; equal to bottom when a return found nothing.'),
  },
  audits: [between('bottom', 0, null), expression('bottom is not above top', 'bottom <= top')],
})
