import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'returns_add_up',
  doc: 'The parts of each return add up to it, in units and money, and no sale is given back beyond its units or before its day.',
  severity: 'error',
})
