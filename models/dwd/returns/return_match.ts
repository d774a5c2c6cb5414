import { bigint, between, boolean, date, defineModel, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_match',
  grain: ['return_item_key', 'reduced_item_key'],
  kind: full({ store: 'changes' }),
  doc:
    'What each return gives back, whatever as_of is: readers bound it by `returned_on < as_of`. A return that names a line gives back that line. ' +
    'One that names none takes, in order of time, the newest earlier units that the same account bought of the same product and has left. What ' +
    'finds no sale, and all returns of customers whom nobody knows that name none, reduce themselves, on their own day. The parts of a ' +
    'return add up to it, in units and in money.',
  columns: {
    return_item_key: bigint('The return line (dwd.fct_order_item).'),
    reduced_item_key: bigint('The sale line whose day it reduces; the return line itself for what found no sale.'),
    is_matched: boolean('The part found a sale.'),
    account_key: bigint('Account that gave back; null for a customer whom nobody knows.', { nullable: true }),
    returned_on: date('Business day of the return.'),
    quantity: bigint('Units given back in this part; 0 where money alone was given back.'),
    returned_amount: numeric("Money given back: the part's share of what the return gave, whatever the sale's price was."),
    currency: text('ISO 4217 code of returned_amount.'),
  },
  audits: [between('quantity', 0, null)],
})
