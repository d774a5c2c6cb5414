import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_parameter_has_a_value',
  doc:
    'Each parameter has a value for the retailer as a whole (`*`) on the last day before as_of. Without one, models compare with null: ' +
    'members would have no scores, and gates would pass. The reporting currency has a value too (seeds/reporting_currency.csv).',
  severity: 'error',
})
