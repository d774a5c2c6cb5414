import { defineAudit } from 'memberhouse'

export default defineAudit({
  name: 'every_line_is_an_item',
  doc:
    'Each line that an order system sent is in dwd.fct_order_item or, with the reason, in dwd.web_unsold_line: as many lines of each ' +
    'source, currency and business day, with the same amount, to the last digit. every_order_and_refund_is_kept says the same of the ' +
    'refunds of the web stores.',
  severity: 'error',
})
