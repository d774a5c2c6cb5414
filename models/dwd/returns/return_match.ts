import { bigint, between, boolean, date, defineModel, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.return_match',
  grain: ['return_item_key', 'reduced_item_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Matches each return with the sales that it reduces. A return that names a line reduces that line, whatever account it came ' +
    'through. Units without such a line reduce the newest earlier units that the same account bought of the same product and still ' +
    'has, and money without units the line of the newest of them. Unmatched returns, among them all anonymous returns that name no line, reduce themselves on their own day. The parts of a return add up to it in units and in ' +
    'money. Not filtered by `as_of`: readers filter with `returned_on < as_of`.',
  columns: {
    return_item_key: bigint('The return line (dwd.fct_order_item).'),
    reduced_item_key: bigint('The sale line that it reduces, on the day of the sale; for an unmatched part the return line itself.'),
    is_matched: boolean('The part is matched with a sale.'),
    order_key: bigint('Document of the reduced line: the order, or for an unmatched part the return.'),
    account_key: bigint('Account of the reduced line, not always the one that returned; null for an anonymous customer.', {
      nullable: true,
    }),
    source: text('Source of the reduced line.'),
    store_code: text('Store of the reduced line.', { nullable: true }),
    coupon_id: text('Coupon of the reduced line.', { nullable: true }),
    business_line: text('Business line of the reduced line.'),
    is_merchandise: boolean('The reduced line is goods.'),
    is_priced: boolean('The reduced line was sold at a price; false for an unmatched part.'),
    sold_on: date('Sale day of the reduced line; for an unmatched part the day of the return.'),
    returned_on: date('Business day of the return; the sale day if the return names a line that was sold later.'),
    quantity: bigint('Units of this part; 0 for a refund without units.'),
    returned_amount: numeric("The part's share of the returned amount, whatever the sale's price was."),
    returned_cost_amount: numeric(
      'Cost of the units of the reduced line that can be sold again (dwd.return_reason); 0 when they cannot, or no reason is given. ' +
        'Null when the source reports no cost.',
      { nullable: true },
    ),
    currency: text('ISO 4217 code of returned_amount.'),
  },
  audits: [between('quantity', 0, null)],
})
