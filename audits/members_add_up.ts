import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'members_add_up',
  doc:
    'Each relation of members has one row for each member who joined before as_of, and no other rows. So the members in RFM cells and ' +
    'those without one add up to all members.',
  severity: 'error',
})
