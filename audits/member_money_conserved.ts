import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'member_money_conserved',
  doc:
    'In the reporting currency, the net amount of accounts is the same in the orders, by account and day and by person; and that of ' +
    'members, visitors and excluded people is the same by person, in the daily KPIs and in ads.member_360.',
  severity: 'error',
})
