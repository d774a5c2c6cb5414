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
    'Lines of the invoices of a UK web shop, one file a month, as the shop exported them. Lines that repeat another of the same ' +
    'invoice in every value are kept: they can be two scans of one product.',
  columns: {
    invoice_no: text('Number of the invoice; one that starts with C cancels an earlier sale, in whole or in part.', { from: 'InvoiceNo' }),
    stock_code: text('Product code as sent: letter case varies for one product, and codes like POST, D or M are no merchandise.', {
      from: 'StockCode',
    }),
    line_ordinal: integer('1 for the first line, in file order, of this product on this invoice, 2 for the next.'),
    description: text('Product name as sent, or the note of a stock correction; it varies for one product and can be empty.', {
      from: 'Description',
    }),
    quantity: integer('Pieces sold; negative when given back, or when stock was corrected.', { from: 'Quantity' }),
    invoiced_at: timestamp("When the invoice was made, in the shop's local time (Europe/London).", { from: 'InvoiceDate' }),
    unit_price: numeric('Price of one piece in GBP; zero for gifts and for stock corrections, which name no customer.', {
      from: 'UnitPrice',
    }),
    customer_id: text('Customer number as sent, like 17850.0; empty for about a quarter of the lines, sales to nobody known.', {
      from: 'CustomerID',
      personal: true,
    }),
    country: text('Country of the customer, in English.', { from: 'Country' }),
  },
})
