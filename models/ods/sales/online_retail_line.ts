import { defineModel, integer, numeric, replacesFile, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.online_retail_line',
  grain: ['invoice_no', 'stock_code', 'line_ordinal'],
  kind: source({
    files: 'online_retail_*.csv',
    key: ['invoice_no', 'stock_code', 'line_ordinal'],
    ordinal: 'line_ordinal',
    deletion: replacesFile(),
  }),
  doc:
    'Lines of the invoices of a UK web store, one file a month, as exported. Lines that repeat another line of the same invoice in ' +
    'every value are kept: they can be two scans of one product.',
  columns: {
    invoice_no: text('Invoice number; one that starts with C cancels an earlier sale in whole or in part.', { from: 'InvoiceNo' }),
    stock_code: text('Product code as sent: its letter case varies for one product, and codes such as POST, D or M are not merchandise.', {
      from: 'StockCode',
    }),
    line_ordinal: integer('Counts the lines of this product on this invoice from 1, in file order.'),
    description: text('Product name as sent, or the note of a stock correction; it varies for one product and can be empty.', {
      from: 'Description',
    }),
    quantity: integer('Units sold; negative for returns and some stock corrections.', { from: 'Quantity' }),
    invoiced_at: timestamp('When the invoice was made, local time of Europe/London.', { from: 'InvoiceDate' }),
    unit_price: numeric('Price of one piece in GBP; zero for gifts and for stock corrections, which have no customer.', {
      from: 'UnitPrice',
    }),
    customer_id: text('Customer number as sent, such as 17850.0; empty for anonymous sales, about a quarter of the lines.', {
      from: 'CustomerID',
      personal: true,
    }),
    country: text('Country of the customer, in English.', { from: 'Country' }),
  },
})
