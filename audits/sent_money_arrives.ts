import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'sent_money_arrives',
  doc: 'What each source says was sold and given back, of whatever day, is in the facts to the last digit.',
  severity: 'error',
})
