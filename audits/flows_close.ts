import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'flows_close',
  doc:
    'The people who leave a stage or tier, or stay in it, are those who were in it at the month start before: in each vocabulary of ' +
    'dws.class_flow, and by the names of the tiers.',
  severity: 'error',
})
