import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'money_conserved',
  doc:
    'In each currency, the amounts sold and returned before as_of are the same in each layer from dwd.fct_order_item to ads.kpi_daily, ' +
    'to the last digit.',
  severity: 'error',
})
