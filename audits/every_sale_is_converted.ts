import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_sale_is_converted',
  doc:
    'Each sale before as_of has an exchange rate into the reporting currency. Otherwise the sums by currency are reported, and ' +
    'ads.unconverted_sale lists the sales: add a rate to seeds/exchange_rate.csv, or correct the currency in the source.',
  severity: 'warn',
})
