import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'money_conserved',
  doc: 'All that was sold and given back before as_of, as the source sent it, arrives in each layer up to ads.kpi_daily, to the last digit.',
  severity: 'error',
})
