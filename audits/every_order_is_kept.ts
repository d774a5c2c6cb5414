import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_order_is_kept',
  doc:
    'Each order of marketplace and mall is in dwd.fct_order, and each of their lines is in dwd.fct_order_item or, with the reason, in ' +
    'dwd.web_unsold_line.',
  severity: 'error',
})
