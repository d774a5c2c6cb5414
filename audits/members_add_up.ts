import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'members_add_up',
  doc: 'Whoever joined before as_of is one row in each relation of members, and nobody else is; so RFM cells and the unscored add up to all.',
  severity: 'error',
})
