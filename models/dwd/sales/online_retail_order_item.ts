import { bigint, boolean, date, defineModel, full, integer, numeric, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.online_retail_order_item',
  grain: ['order_item_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dwd.fct_order_item: sales, returns and stock corrections of online_retail, one row for each line of an ' +
    'invoice. A negative line is a return when its invoice is a cancellation (number C…) or when it has a price; otherwise it is a ' +
    'stock correction. Not filtered by `as_of`.',
  columns: {
    order_item_key: bigint('Key of the line.'),
    order_key: bigint('Key of the invoice.'),
    account_key: bigint('Account of the customer (dwd.account); null for an anonymous customer.', { nullable: true }),
    product_key: bigint('Product sold or returned (dwd.dim_product).'),
    order_system: text('Always online_retail.'),
    source: text('Always online_retail.'),
    order_id: text('Invoice number.'),
    source_account_id: text('Customer number without the `.0` that the export appends; null for an anonymous customer.', {
      personal: true,
      nullable: true,
    }),
    country: text('Country of the customer, as the invoice has it.', { nullable: true }),
    ordered_at: timestamptz('When the invoice was made, to the minute.'),
    sold_at: timestamptz('The same moment: an invoice is paid when it is made.'),
    sold_on: date("Business day of sold_at, in the source's time zone (dwd.source_setting)."),
    business_line: text('Business line of the product (dwd.dim_product); `other` without one.'),
    is_return: boolean('The line returns goods or money.'),
    is_stock_correction: boolean('The line removes goods from stock without a sale.'),
    is_merchandise: boolean('The line is goods, not postage, a fee, a discount or a voucher.'),
    quantity: integer('Units as sent: negative on returns and stock corrections.'),
    unit_price: numeric('Price of one unit as sent.'),
    gross_amount: numeric('quantity × unit_price; 0 on returns.'),
    returned_amount: numeric('Amount returned, positive; 0 on sales.'),
    currency: text('ISO 4217 code of all amounts.'),
  },
})
