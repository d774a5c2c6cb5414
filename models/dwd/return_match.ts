import { bigint, between, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_match',
  grain: ['return_item_key', 'reduced_item_key'],
  kind: full({ store: 'changes' }),
  doc:
    'What each return gives back, whatever as_of is: readers bound it by `returned_on < as_of`. In order of time each return takes the ' +
    'newest earlier units that the same account bought of the same product and has left; the source names no line that a return gives ' +
    'back. What finds none, and all returns of customers whom nobody knows, reduce themselves, on their own day. The parts of a ' +
    'return add up to it, in units and in money.',
  columns: {
    return_item_key: bigint('The return line (dwd.fct_order_item).'),
    reduced_item_key: bigint('The sale line whose day it reduces; the return line itself for what found no sale.'),
    is_matched: boolean('The part found a sale.'),
    account_key: bigint('Account that gave back; null for a customer whom nobody knows.', { nullable: true }),
    returned_on: date('Business day of the return.'),
    quantity: bigint('Units given back in this part, positive.'),
    returned_amount: numeric("Money given back: units × the return's own price, which may differ from the sale's."),
    currency: text('ISO 4217 code of returned_amount.'),
  },
  audits: [between('quantity', 1, null), expression('only a known account finds a sale', 'account_key is not null or not is_matched')],
})
