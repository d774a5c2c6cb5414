import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'orders_are_whole',
  doc:
    'Each order of shop and mall comes to what its lines do. One that differs waits for a file with its lines, or lines wait for their order; what ' +
    'counts meanwhile are the lines of orders that are there.',
  severity: 'warn',
})
