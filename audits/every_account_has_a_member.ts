import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_account_has_a_member',
  doc: 'Each account has a member, and each order item that names an account names one that is there.',
  severity: 'error',
})
