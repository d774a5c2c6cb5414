import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'orders_are_whole',
  doc:
    'The amount of each order of marketplace and mall equals the sum of its lines. An order that differs lacks lines, or lines lack ' +
    'their order, until a later file brings them. Until then, sales are the lines whose order has arrived.',
  severity: 'warn',
})
