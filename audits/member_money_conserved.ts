import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'member_money_conserved',
  doc:
    'In each currency, the net amount of accounts before as_of is the same in the order items, by account and day, by member, and in ' +
    'the daily KPIs.',
  severity: 'error',
})
