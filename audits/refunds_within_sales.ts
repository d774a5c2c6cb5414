import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'refunds_within_sales',
  doc: 'The matched returns of a line bring back no more money than it was sold for. Otherwise an amount or the named line may be wrong.',
  severity: 'warn',
})
