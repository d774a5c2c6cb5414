import { bigint, between, boolean, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_lifo_stack',
  grain: ['order_item_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Intermediate model for dwd.return_match: matches the units that no line was named for, or whose line does not have them, last in, ' +
    'first out. Each account and product with such a return has a stack of units. In order of time (at the same moment, sales first: ' +
    'some sources record minutes only), a sale pushes its units, except those that returns took from it by name, and a return pops ' +
    'units from the top. A refund without units that names no line that has arrived pops none: its line is the one on top. Anonymous returns have no stack.',
  columns: {
    order_item_key: bigint('The sale or return (dwd.fct_order_item).'),
    account_key: bigint('Account of the stack.'),
    product_key: bigint('Product of the stack.'),
    is_return: boolean('True if the line pops units, false if it pushes units.'),
    position: bigint('Position in the order of time of the stack, from 1.'),
    bottom: bigint('Height of the stack below the units that the line pushes or pops.'),
    top: bigint('Height of the stack including these units; equal to bottom if a return found none.'),
  },
  audits: [between('bottom', 0, null), expression('bottom is not above top', 'bottom <= top')],
})
