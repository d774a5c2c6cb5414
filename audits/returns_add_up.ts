import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'returns_add_up',
  doc: 'The parts of each return add up to it, in units and in money. No sale is returned beyond its units or before its day.',
  severity: 'error',
})
