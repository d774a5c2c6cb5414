import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'identity_decision_says_something',
  severity: 'warn',
  doc: 'What people decided is of an action that there is, about two accounts or a value: else no rule applies it. Load it once more under its decision_id, put right.',
})
