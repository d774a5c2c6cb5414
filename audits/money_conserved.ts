import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'money_conserved',
  doc: 'All that was sold and given back before as_of arrives in each layer from the facts up to ads.kpi_daily, to the last digit and in each currency.',
  severity: 'error',
})
