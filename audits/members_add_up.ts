import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'members_add_up',
  doc:
    'Members, visitors and excluded people add up to all people seen before as_of. The relations of members have one row for each member, ' +
    'and ads.excluded_member one for each excluded person; no other rows.',
  severity: 'error',
})
