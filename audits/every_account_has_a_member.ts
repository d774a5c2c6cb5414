import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_account_has_a_member',
  doc: 'Each account has a member, and the account of each order item exists.',
  severity: 'error',
})
