import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'member_money_conserved',
  doc: 'The net of known customers before as_of is the same in each currency by line, by account and day, by member, and in the daily figures.',
  severity: 'error',
})
