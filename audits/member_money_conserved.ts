import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'member_money_conserved',
  doc:
    'In each currency, the net amount of accounts before as_of is the same in the order items and in the orders; converted, it is the ' +
    'same in the orders, by account and day, by member, and in the daily KPIs.',
  severity: 'error',
})
