import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'money_conserved',
  doc:
    'In each currency, the amounts sold and returned before as_of are the same from dwd.fct_order_item to dws.order_summary; those ' +
    'without an exchange rate are all in ads.unconverted_sale, and the others, converted, in ads.kpi_daily on each day. To the last digit.',
  severity: 'error',
})
