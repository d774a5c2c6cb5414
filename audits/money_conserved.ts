import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'money_conserved',
  doc:
    'By source, currency and day, sold and returned amounts are the same in the order items and matched returns, in the orders, and in their business lines. ' +
    'What has an exchange rate is in the daily KPIs, by sale day and by day of return; the rest is in ads.unconverted_sale.',
  severity: 'error',
})
